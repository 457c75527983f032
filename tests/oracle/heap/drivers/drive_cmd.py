# library: cmd
import cmd
import io


class Shell(cmd.Cmd):
    def __init__(self):
        super().__init__(stdin=io.StringIO("add 1\nadd 2\nshow\nstop\n"), stdout=io.StringIO())
        self.use_rawinput = False
        self.rows = []

    def do_add(self, line):
        self.rows.append(line)

    def do_show(self, line):
        print(self.rows)

    def do_stop(self, line):
        return True


shell = Shell()
shell.cmdloop()
print(shell.rows, shell.lastcmd, shell.completenames("s"))
