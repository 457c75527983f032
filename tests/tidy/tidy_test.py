#!/usr/bin/env python3
"""Every rule of tidy.py finds what it is for, and lets the neighbouring good case pass."""
import unittest

import tidy

LAYERS = """# comment: not a folder
base:     tl/expected.hpp
source:   nlohmann/json.hpp
syntax:   tree_sitter/api.h
report:   nlohmann/json.hpp
session:  spdlog/
cli:      CLI/
"""


def found(files):
    """The remarks on a small project of these files, as `path:line` each."""
    project = {"src/layers.txt": LAYERS, **files}
    return [f"{remark.path}:{remark.line}" for remark in tidy.remarks(project)]


class TidyTest(unittest.TestCase):
    def bad(self, path, text, line=1):
        self.assertEqual(found({path: text}), [f"{path}:{line}"])

    def good(self, path, text):
        self.assertEqual(found({path: text}), [])

    def test_a_folder_includes_only_itself_and_folders_above(self):
        self.good("src/syntax/a.cpp", '#include "syntax/a.h"\n#include "base/b.h"\n#include "syntax/kinds.def"\n')
        self.bad("src/source/a.cpp", '#include "base/b.h"\n#include "syntax/a.h"\n', 2)
        self.bad("src/base/a.h", '#pragma once\n  #  include "cli/a.h"\n', 2)
        self.bad("src/base/kinds.def", '#include "cli/a.h"\n')

    def test_an_own_include_names_its_folder(self):
        self.bad("src/base/a.cpp", '#include "b.h"\n')
        self.bad("src/base/a.cpp", '#include "../source/b.h"\n')
        self.bad("src/source/a.cpp", '#include "nlohmann/json.hpp"\n')

    def test_an_include_in_a_comment_is_none(self):
        self.good("src/base/a.cpp", '// #include "cli/a.h"\n/*\n#include "cli/a.h"\n*/\n')

    def test_headers_of_others_are_listed(self):
        self.good("src/base/a.cpp", "#include <vector>\n#include <cstdint>\n#include <tl/expected.hpp>\n")
        self.good("src/session/a.cpp", "#include <spdlog/sinks/stdout_sinks.h>\n")
        self.bad("src/base/a.cpp", "#include <vector>\n#include <spdlog/spdlog.h>\n", 2)
        self.bad("src/base/a.cpp", "#include <unistd.h>\n")
        self.bad("src/base/a.cpp", "#include <string.h>\n")
        self.bad("src/cli/a.cpp", "#include <format>\n")

    def test_headers_of_the_system_belong_to_session_and_cli(self):
        for name in ("unistd.h", "sys/stat.h"):
            self.good("src/session/a.cpp", f"#include <{name}>\n")
            self.bad("src/report/a.cpp", f"#include <{name}>\n")
        self.bad("src/session/a.cpp", "#include <string.h>\n")

    def test_layers_file_keeps_the_order(self):
        self.assertEqual(found({"src/layers.txt": "source:\nbase:\n"}), ["src/layers.txt:1"])
        self.assertEqual(found({"src/layers.txt": "base:\nutilities:\n"}), ["src/layers.txt:1"])
        self.assertEqual(found({"src/layers.txt": "base:\ncli:\n"}), [])

    def test_sources_stand_in_listed_folders(self):
        self.bad("src/helper.cpp", "")
        self.bad("src/heap/a.cpp", "")

    def test_walking_by_nodes_is_forbidden_everywhere(self):
        for call in ("child", "parent", "next_sibling", "prev_sibling", "named_child", "next_named_sibling",
                     "child_by_field_id", "first_child_for_byte", "descendant_for_byte_range"):
            for path in ("src/syntax/a.cpp", "tests/syntax/a_test.cpp", "bench/a.cpp"):
                self.bad(path, f"\nauto x = ts_node_{call}(node, 0);\n", 2)
        self.good("src/syntax/a.cpp", "x = ts_node_child_count(n) + ts_node_start_byte(n);\n")
        self.good("src/syntax/a.cpp", '// ts_node_parent(n)\nauto s = "ts_node_parent(n)";\n')

    def test_text_after_a_literal_is_read(self):
        self.bad("src/syntax/a.cpp", "auto s = R\"(\" // )\"; ts_node_parent(n);\n")
        self.bad("src/syntax/a.cpp", "auto s = '\"'; ts_node_parent(n); auto t = '\"';\n")
        self.bad("src/syntax/a.cpp", "int n = 1'000; ts_node_parent(n); int m = 2'000;\n")
        self.bad("src/syntax/a.cpp", 'auto s = "\\"//"; ts_node_parent(n);\n')

    def test_regex_is_forbidden_everywhere(self):
        self.bad("src/cli/a.cpp", "std::regex r;\n")
        self.bad("src/cli/a.cpp", "#include <regex>\n")
        self.bad("tests/base/a_test.cpp", "std::regex_match(a, r);\n")

    def test_disk_environment_threads_and_clock_belong_to_session_and_cli(self):
        for text in ("std::filesystem::path p;\n", "std::ifstream s;\n", 'fopen("x", "r");\n', 'std::getenv("X");\n',
                     "std::thread t;\n", "std::mutex m;\n", "std::scoped_lock l(m);\n", "std::chrono::seconds s;\n",
                     "auto t = time(nullptr);\n", "clock_gettime(a, b);\n", "#include <filesystem>\n",
                     "#include <fstream>\n", "#include <thread>\n", "#include <mutex>\n", "#include <chrono>\n"):
            self.bad("src/source/a.cpp", text)
            self.bad("src/report/a.cpp", text)
            self.good("src/session/a.cpp", text)
            self.good("src/cli/a.cpp", text)
            self.good("tests/session/a_test.cpp", text)

    def test_names_that_only_look_forbidden(self):
        self.good("src/source/a.cpp", "run_time(x); lifetime(o); sometime_clock(); reopen(f);\n")

    def test_remains_of_c_are_forbidden(self):
        for text in ("typedef int Number;\n", "return NULL;\n", "int one(void);\n", "std::strcmp(a, b);\n"):
            self.bad("src/source/a.cpp", text)
        self.good("src/source/a.cpp", "using Number = int; static_cast<void>(one()); xstrlen(s);\n")

    def test_randomness_is_forbidden(self):
        self.bad("src/cli/a.cpp", "#include <random>\n")
        self.bad("src/cli/a.cpp", "std::random_device device;\n")

    def test_only_cli_writes_to_the_terminal(self):
        for text in ('printf("x");\n', "std::cout << 1;\n", "std::cerr << 1;\n", 'std::fprintf(stderr, "x");\n',
                     "#include <iostream>\n"):
            self.bad("src/session/a.cpp", text)
            self.good("src/cli/a.cpp", text)
        self.good("src/base/check.cpp", 'std::fprintf(stderr, "x");\n')
        self.good("src/base/a.cpp", 'std::snprintf(b, n, "x");\n')

    def test_json_has_its_places(self):
        self.good("src/source/notebook.cpp", "#include <nlohmann/json.hpp>\nnlohmann::json j;\n")
        self.good("src/report/json.cpp", "nlohmann::json j;\n")
        self.bad("src/source/encoding.cpp", "nlohmann::json j;\n")

    def test_top_level_is_fixed(self):
        self.good("docs/style.md", "")
        self.good(".ci/run", "")
        self.bad("notes.txt", "")
        self.bad("scripts/a.sh", "")

    def test_size(self):
        self.good("src/base/a.cpp", "\n" * tidy.MOST_LINES)
        self.bad("src/base/a.cpp", "\n" * (tidy.MOST_LINES + 1), tidy.MOST_LINES)

    def test_generated_tables_may_be_long(self):
        text = "// Generated by cmake/tables.py from data.\n" + "\n" * tidy.MOST_LINES
        self.assertEqual(found({"src/base/a.cpp": text, "cmake/tables.py": ""}), [])
        self.bad("src/base/a.cpp", text, tidy.MOST_LINES)

    def test_headers_begin_with_pragma_once(self):
        self.good("src/base/a.h", "#pragma once\n")
        self.good("src/base/a.h", "// What it is.\n\n#pragma once\n")
        self.bad("src/base/a.h", "")
        self.bad("src/base/a.h", "int x;\n#pragma once\n")
        self.bad("src/base/a.h", "// #pragma once\n")
        self.bad("tests/base/a.h", "int x;\n")

    def test_no_registry_is_named(self):
        for host in tidy.HOSTS:
            self.bad("docs/a.md", f"text\nsee https://x.{host}/y\n", 2)
        self.good("docs/a.md", "not" + tidy.HOSTS[0] + "\n")

    def test_no_machine_path_is_named(self):
        for folder in ("root", "home", "work"):
            self.bad("docs/a.md", f"in /{folder}/x\n")
            self.bad("cmake/A.cmake", f'set(X "/{folder}")\n')
        self.good("docs/a.md", "src/work/x and ${top}/home/x and /usr/lib and ~/work/x\n")
        self.good("tests/spec/101_name/a.py", 'HOME = "/' + 'home/ada"\n')

    def test_lock_files_have_no_addresses(self):
        self.good("cmake/grammar/package-lock.json", '{"integrity": "sha512-x"}\n')
        self.bad("cmake/grammar/package-lock.json", '{\n"resolved": "x"}\n', 2)
        self.bad("cmake/grammar/package-lock.json", '{"from": "https:' '//x"}\n')

    PAGE = "# A rule\n\n- **message.changed**: `{call}`\n- **step.was_made**: here\n"
    CHECK = "message::Changed{.call = x}.text();\nconst step::WasMade made{};\n"

    def found_of_rule(self, page, check, **others):
        files = {"src/layers.txt": "base:\nchecks:\n", "rules/shared/some-rule.md": page, "src/checks/some_rule.cpp": check}
        files.update(others)
        return found({path: text for path, text in files.items() if text is not None})

    def test_a_page_has_a_check_and_a_check_has_a_page(self):
        self.assertEqual(self.found_of_rule(self.PAGE, self.CHECK), [])
        self.assertEqual(self.found_of_rule(self.PAGE, None), ["rules/shared/some-rule.md:1"])
        self.assertEqual(self.found_of_rule(None, self.CHECK), ["src/checks/some_rule.cpp:1"])
        self.assertEqual(self.found_of_rule(None, "", **{"src/checks/some_rule.h": "#pragma once\n"}), [])

    def test_each_message_is_used_and_its_placeholders_are_named(self):
        self.assertEqual(self.found_of_rule(self.PAGE, "message::Changed{.call = x};\n"), ["rules/shared/some-rule.md:4"])
        self.assertEqual(self.found_of_rule(self.PAGE, self.CHECK + "message::Changed{x};\n"), ["src/checks/some_rule.cpp:3"])
        self.assertEqual(self.found_of_rule(self.PAGE, "// message::Changed{x}\n" + self.CHECK), [])

    def test_a_name_that_is_brought_in_is_used(self):
        self.bad("src/base/a.cpp", '#include "base/a.h"\nusing std::array;\n// array\n', 2)
        self.bad("src/base/a.cpp", 'void f() {\n    using a::b::Name;\n    g("Name");\n}\n', 2)
        self.good("src/base/a.cpp", "using std::array;\narray<int, 2> one;\nusing namespace a::b;\nusing Own = a::b;\n")
        self.good("src/base/a.h", "#pragma once\nusing std::array;\n")

    def test_each_rule_and_ban_is_tried_here(self):
        """A rule added without a case in this file fails here."""
        tried = {"top_level", "layers_in_order", "own_includes", "other_includes", "bans", "size", "pragma_once",
                 "nothing_local", "lock_files", "names_brought_in_are_used", "pages_and_checks",
                 "messages_used"}
        self.assertEqual({one.__name__ for one in tidy.RULES}, tried)
        self.assertEqual(len(tidy.BANS), 10)

    def test_remarks_read_as_sentences(self):
        (remark,) = tidy.remarks({"src/layers.txt": LAYERS, "src/base/a.cpp": '\n#include "cli/a.h"\n'})
        self.assertEqual(
            str(remark), "src/base/a.cpp:2: base/ may not include cli/, which stands below it in src/layers.txt")


if __name__ == "__main__":
    unittest.main()
