;;; A user's session in Emacs with eglot, in batch mode: opens app.py, looks at its diagnostics, applies a quick fix,
;;; types, fixes the rest. Writes what was seen as JSON to the file that $SEEN names.  -*- lexical-binding: t -*-

(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'json)
(require 'python)

(defvar session-seen nil "What goes into the file: an alist.")

(defun session-note (key value)
  (push (cons key value) session-seen))

(defun session-wait (what holds)
  "Waits until the function HOLDS gives something."
  (let ((end (+ (float-time) 60)) found)
    (while (not (setq found (funcall holds)))
      (when (> (float-time) end)
        (error "Waited in vain: %s; %S" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))
      (accept-process-output nil 0.05))
    found))

(defun session-codes ()
  "The codes of the diagnostics in this buffer, sorted."
  (sort (mapcar (lambda (one)
                  (let ((text (flymake-diagnostic-text one)))
                    (if (string-match "DPL[0-9]+" text) (match-string 0 text) text)))
                (flymake-diagnostics))
        #'string<))

(defun session-wait-for-codes (&rest codes)
  (session-wait (format "%S" codes) (lambda () (equal (session-codes) codes))))

(defun session-tell-edits ()
  "Sends what was typed; interactively this waits for a pause."
  (eglot--signal-textDocument/didChange))

(defun session-act (title)
  "Chooses the action at point that TITLE, a regular expression, fits."
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _)
               (or (seq-find (lambda (one) (string-match-p title one))
                             (mapcar (lambda (one) (if (consp one) (car one) one)) choices))
                   (error "No action is called %s: %S" title choices))))
            ((symbol-function 'y-or-n-p) #'always))
    (let ((last-nonmenu-event ?x)) ; asked by key, not by mouse
      (call-interactively #'eglot-code-actions)))
  (session-tell-edits))

(defun session-line-to (line text)
  (goto-char (point-min))
  (forward-line line)
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun session-places ()
  (vconcat
   (mapcar (lambda (one)
             (save-excursion
               (goto-char (flymake-diagnostic-beg one))
               (vector (1- (line-number-at-pos)) (current-column))))
           (flymake-diagnostics))))

(defun session-play ()
  (setq eglot-server-programs (list (list 'python-mode (getenv "DOPPELINT") "server"))
        eglot-sync-connect 60
        eglot-autoshutdown nil
        eglot-confirm-server-initiated-edits nil
        make-backup-files nil)
  (find-file "app.py")
  (call-interactively #'eglot)
  (session-wait-for-codes "DPL101" "DPL501")
  (session-note 'diagnostics (session-places))

  (session-line-to 6 "error.number")
  (session-act "==")
  (session-note 'fixed (buffer-string))
  (session-wait-for-codes "DPL101")

  (goto-char (point-max))
  (insert "\n\ndef is_full(box):\n    return box.size is 4096\n")
  (session-tell-edits)
  (session-wait-for-codes "DPL101" "DPL501")

  (session-line-to 1 "seen.append")
  (let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (session-note 'hover (plist-get (plist-get hover :contents) :value)))

  (session-line-to 1 "seen.append")
  (session-act "None")
  (session-line-to 12 "box.size")
  (session-act "==")
  (session-note 'all_fixed (buffer-string))
  (session-wait-for-codes)
  (eglot-shutdown (eglot-current-server) nil 30))

(condition-case problem
    (session-play)
  (error
   (session-note 'problem (error-message-string problem))
   (session-note 'log (if-let ((server (eglot-current-server)))
                          (with-current-buffer (jsonrpc-events-buffer server) (buffer-string))
                        ""))))
(with-temp-file (getenv "SEEN")
  (insert (json-encode session-seen)))
