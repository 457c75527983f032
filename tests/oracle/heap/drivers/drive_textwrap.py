# library: textwrap
import textwrap

text = "The quick brown fox jumped over the lazy dog. " * 3
lines = textwrap.wrap(text, 30)
wrapper = textwrap.TextWrapper(width=20, initial_indent="* ", subsequent_indent="  ", max_lines=3)
print(wrapper.fill(text), textwrap.dedent("    a\n      b\n"), textwrap.indent("a\nb", "> "), textwrap.shorten(text, 20), len(lines))
