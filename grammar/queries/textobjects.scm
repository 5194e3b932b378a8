(turn) @class.outer
