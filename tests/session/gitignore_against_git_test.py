"""Compares the files that doppelint would check with those that `git check-ignore` lets through, on random
trees with random ignore files. Runs offline and leaves nothing behind."""

import os
import pathlib
import random
import subprocess
import tempfile
import unittest

DOPPELINT = os.environ["DOPPELINT"]
SEED = int(os.environ.get("DOPPELINT_SEED", "1"))
TREES = int(os.environ.get("DOPPELINT_TREES", "150"))

# Few and short names, so that patterns meet them; some with characters that mean something in a pattern.
NAMES = ["a", "b", "ab", "abc", "foo", "Foo", "foo.d", "x y", "[a]", "a-b", "b!", "#c", "é", "*", "\\a", "z ", ".h"]
PIECES = ["*", "**", "?", "/", "/", "a", "b", "c", "foo", "o", ".py", ".", "[ab]", "[!a]", "[a-c]", "[^b]",
          "[[:alpha:]]", "[[:digit:][:upper:]]", "[]a]", "[a-]", "[--b]", "[a\\]]", "[", "]", "\\", "\\*", " ", "\\ ",
          "é", "-", "!", "#", "**/", "/**", "/**/", "[[:nope:]]", "[/]", "[b-a]", "[[:]", "\t"]
WHOLE = ["*.py", "foo/", "/a", "a/", "a/b", "**/foo", "foo/**", "a/**/b", "!*.py", "!a/", "*", "/*", "!/foo", "/*/",
         "!b.py", "\\!b", "\\#c", "#c", "a/*", "!a/b.py", "foo/*.py", "**", "/**", "**/", "x y", "z\\ ", "z ", "*/b",
         "a**b", "foo**", "a/foo**", "a/f**/b.py", "", " ", "!", "/", "//", "!!a", ".h", "*.?y", "a//b", "./a"]


def run(command, folder, **more):
    isolated = {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_GLOBAL": "/dev/null", "PATH": os.environ["PATH"]}
    return subprocess.run(command, cwd=folder, env=isolated, capture_output=True, **more)


class RandomTree:
    """A repository with a few folders and files, and ignore files in some of the folders."""

    def __init__(self, rng, root):
        self.rng, self.root, self.files = rng, root, []
        assert run(["git", "init", "-q", "."], root).returncode == 0
        self.fill(root, 0)
        self.write_patterns(root / ".git/info/exclude", 0.3)

    def fill(self, folder, depth):
        for name in self.rng.sample(NAMES, self.rng.randint(1, 4)):
            path = folder / (name + self.rng.choice([".py", ".pyi", ".py"]))
            path.write_bytes(b"")
            self.files.append(path)
        self.write_patterns(folder / ".gitignore", 0.9 if depth == 0 else 0.35)
        if depth < 4:
            for name in self.rng.sample(NAMES, self.rng.randint(0 if depth else 2, 3)):
                if not (folder / name).exists():
                    (folder / name).mkdir()
                    self.fill(folder / name, depth + 1)

    def write_patterns(self, path, likelihood):
        if self.rng.random() < likelihood:
            lines = [self.pattern() for _ in range(self.rng.randint(1, 6))]
            end = self.rng.choice(["\n", "\n", "\n", "\r\n"])
            mark = "\ufeff" if self.rng.random() < 0.05 else ""
            path.write_bytes((mark + end.join(lines) + self.rng.choice([end, ""])).encode())

    def pattern(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.3:
            return rng.choice(WHOLE)
        if kind < 0.6:  # a real path, or a part of one, with a piece of it replaced
            parts = list(rng.choice(self.files or [self.root / "a"]).relative_to(self.root).parts)
            parts = parts[rng.randint(0, len(parts) - 1):]
            at = rng.randrange(len(parts))
            if rng.random() < 0.6:
                parts[at] = rng.choice(["*", "**", parts[at][:1] + "*", "?" * len(parts[at]), "*" + parts[at][-3:]])
            text = rng.choice(["", "", "/", "!", "**/"]) + "/".join(parts)
        else:
            text = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 6)))
        return text + rng.choice(["", "", "", "/", " "])

    def git_lets_through(self):
        names = [os.fsencode(path.relative_to(self.root)) for path in self.files]
        done = run(["git", "check-ignore", "-z", "--stdin"], self.root, input=b"\0".join(names) + b"\0")
        assert done.returncode in (0, 1), done.stderr
        return {os.fsdecode(name) for name in set(names) - set(done.stdout.split(b"\0"))}

    def doppelint_lets_through(self):
        done = run([DOPPELINT, "check", "--isolated", "--exclude", "", "--show-files", "."], self.root)
        assert done.returncode == 0, done.stderr
        return {os.fsdecode(name) for name in done.stdout.split(b"\n") if name}

    def patterns(self):
        for path in sorted(self.root.rglob(".gitignore")) + [self.root / ".git/info/exclude"]:
            if path.exists():
                yield f"{path.relative_to(self.root)}: {path.read_bytes()!r}"


class GitignoreAgainstGit(unittest.TestCase):
    def test_lets_through_what_git_lets_through(self):
        compared = 0
        for seed in range(SEED, SEED + TREES):
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as folder:
                tree = RandomTree(random.Random(seed), pathlib.Path(folder))
                wanted, got = tree.git_lets_through(), tree.doppelint_lets_through()
                compared += len(tree.files)
                hint = "\n".join([f"only git: {sorted(wanted - got)}", f"only doppelint: {sorted(got - wanted)}",
                                  *tree.patterns()])
                self.assertEqual(wanted, got, hint)
        print(f"{compared} comparisons")
        self.assertGreater(compared, 20 * TREES)


if __name__ == "__main__":
    unittest.main()
