;; The formatter mends white space and no word.

(support-open "format.presscript"
              "Max Mustername:  Welcome. \nYou know the rules.\nAnna Example (FBC): Why? \n")
(eglot-format-buffer)
(support-equal (buffer-string)
               "Max Mustername: Welcome.\nYou know the rules.\n\nAnna Example (FBC): Why?\n")
