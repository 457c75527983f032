"""Instances of library classes, and of classes that derive from them."""

import cmd
import io
import shlex


class Shell(cmd.Cmd):
    def __init__(self, lines):
        super().__init__(stdin=io.StringIO(lines), stdout=io.StringIO())
        self.rows = []

    def do_add(self, line):
        self.rows.append(line)


class Loud(Shell):
    def __init__(self, lines):
        Shell.__init__(self, lines)
        self.use_rawinput = False
        self.queue = self.cmdqueue


lexer = shlex.shlex("x = 'y z'; w", posix=True)
first = lexer.get_token()
tokens = list(lexer)
again = [it for it in shlex.shlex("a b")]
shell = Loud("add 1\n")
shell.onecmd("add 2")
print(first, tokens, again, shell.rows, shell.queue is shell.cmdqueue)
