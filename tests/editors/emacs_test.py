"""The language server in Emacs, with eglot: emacs.el plays the session."""

import shutil
import subprocess
import unittest

import editor

EMACS = shutil.which("emacs")


def missing():
    if not EMACS:
        return "Emacs is not there"
    done = subprocess.run([EMACS, "--batch", "--no-site-file", "--eval", "(progn (package-initialize) (require 'eglot))"],
                          capture_output=True, text=True, timeout=120)
    return "" if done.returncode == 0 else "Emacs has no eglot"


MISSING = missing()


@unittest.skipIf(MISSING, MISSING)
class Emacs(editor.EditorSession):
    command = (EMACS, "--batch", "--no-site-file", "-l", editor.SCRIPTS / "emacs.el")

    def test_diagnostics_stand_at_their_places(self):
        self.assertEqual(sorted(self.seen["diagnostics"]), [[1, 4], [6, 11]])

    def test_a_quick_fix_is_applied(self):
        self.assertEqual(self.seen["fixed"], editor.AFTER_ONE_FIX)

    def test_all_is_fixed(self):
        self.assertEqual(self.seen["all_fixed"], editor.AFTER_ALL_FIXES)

    def test_a_name_has_a_hover(self):
        self.assertIn("seen", self.seen["hover"])


if __name__ == "__main__":
    unittest.main()
