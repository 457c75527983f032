"""The language server in Neovim, with its own client: neovim.lua plays the session."""

import shutil
import unittest

import editor

NEOVIM = shutil.which("nvim")


@unittest.skipUnless(NEOVIM, "Neovim is not there")
class Neovim(editor.EditorSession):
    command = (NEOVIM, "--headless", "--clean", "-n", "-c", f"luafile {editor.SCRIPTS / 'neovim.lua'}")

    def test_diagnostics_stand_at_their_places(self):
        places = [(one["line"], one["column"], one["source"]) for one in self.seen["diagnostics"]]
        self.assertEqual(sorted(places), [(1, 4, "doppelint"), (6, 11, "doppelint")])

    def test_a_quick_fix_is_applied(self):
        self.assertEqual(self.seen["fixed"], editor.AFTER_ONE_FIX.splitlines())

    def test_all_is_fixed(self):
        self.assertEqual(self.seen["all_fixed"], editor.AFTER_ALL_FIXES.splitlines())

    def test_a_name_has_a_hover(self):
        self.assertIn("seen", self.seen["hover"]["contents"]["value"])


if __name__ == "__main__":
    unittest.main()
