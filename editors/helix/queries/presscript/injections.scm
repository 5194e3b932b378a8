; Generated from the grammar's query of the same name: change that one.

((yaml) @injection.content
  (#set! injection.language "yaml"))
