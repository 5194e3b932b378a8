[
  (front_matter)
  (turn)
] @fold
