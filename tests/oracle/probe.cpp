// front_probe: what the front half makes of files, one line of JSON each, for the comparisons with CPython.
//
//   front_probe scopes  [--annotations executed|on-request] < list-of-files
//   front_probe origins [--annotations executed|on-request] < list-of-files
//   front_probe verify  [--annotations executed|on-request] < list-of-files   the verifier's complaints
//   front_probe prefixes --bytes|--lines < list-of-files                     the same, of every prefix

#include <cstddef>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json_writer.h"
#include "lowering/lower.h"
#include "program/module.h"
#include "program/verify.h"
#include "source/source_file.h"
#include "syntax/parser.h"

namespace doppelint::oracle {
namespace {

using lowering::Annotations;
using program::Module;
using source::SourceFile;
using syntax::Tree;

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A file on its way through the front half.
struct Front {
    SourceFile source;
    Tree tree;
    Module module;
};

class FrontHalf {
  public:
    explicit FrontHalf(Annotations annotations) { options_.annotations = annotations; }

    /// None where the bytes cannot be decoded; `why` then says why.
    std::optional<Front> run(std::string path, std::string bytes, std::string& why) {
        Result<SourceFile> source = source::make_source(std::move(path), std::move(bytes));
        if (!source) {
            why = source.error().message;
            return std::nullopt;
        }
        std::optional<Front> front(std::in_place);
        front->source = std::move(*source);
        front->tree = parser_.parse(front->source.text);
        front->module = lowering::lower(front->tree, options_);
        return front;
    }

  private:
    syntax::Parser parser_;
    lowering::Options options_;
};

void print_opcodes_and_kinds(JsonLine& out) {
    out.open('{').key("opcodes").open('[');
    for (unsigned it = 0; it < static_cast<unsigned>(program::Opcode::count); ++it) {
        out.string(name_of(static_cast<program::Opcode>(it)));
    }
    out.close(']').key("kinds").open('[');
    for (unsigned it = 0; it < static_cast<unsigned>(syntax::Kind::count); ++it) {
        out.string(name_of(static_cast<syntax::Kind>(it)));
    }
    out.close(']').close('}').print();
}

void write_scopes(const Front& front, JsonLine& out) {
    const Module& module = front.module;
    out.key("scopes").open('[');
    for (const program::Scope& scope : module.scopes) {
        const std::uint32_t begin = front.tree[scope.node].begin;
        out.open('{').key("kind").string(name_of(scope.kind));
        out.key("name").string(scope.name ? module.text(scope.name) : "");
        out.key("line").number(front.source.lines.line_of(begin) + 1);
        out.key("parent");
        if (scope.parent) {
            out.number(scope.parent.index());
        } else {
            out.word("null");
        }
        out.key("names").open('{');
        for (const program::SymbolId id : module.symbols_of(scope)) {
            const program::Symbol& symbol = module.symbols[id.index()];
            out.key(module.text(symbol.name)).open('[').string(name_of(symbol.binding));
            out.number(symbol.uses).close(']');
        }
        out.close('}').close('}');
    }
    out.close(']');
}

void write_range(const Tree& tree, syntax::NodeId node, JsonLine& out) {
    const bool has_node = node.valid() && node.index() < tree.size();
    out.number(has_node ? tree[node].begin : 0).number(has_node ? tree[node].end : 0);
}

void write_functions(const Front& front, JsonLine& out) {
    out.key("functions").open('[');
    for (const program::Function& it : front.module.functions) {
        out.open('[').number(static_cast<unsigned>(it.kind)).word(it.incomplete ? "true" : "false");
        write_range(front.tree, it.node, out);
        out.close(']');
    }
    out.close(']');
}

void write_instructions(const Front& front, JsonLine& out) {
    out.key("instructions").open('[');
    std::uint64_t index = 0;
    for (const program::Function& function : front.module.functions) {
        for (const program::Instruction& it : front.module.instructions_of(function)) {
            out.open('[').number(static_cast<unsigned>(it.opcode));
            write_range(front.tree, it.node, out);
            const bool has_node = it.node.valid() && it.node.index() < front.tree.size();
            out.number(has_node ? static_cast<unsigned>(front.tree.kind(it.node)) : 0);
            out.number(it.detail).number(index).close(']');
        }
        ++index;
    }
    out.close(']');
}

void write_origins(const Front& front, JsonLine& out) {
    out.key("size").number(front.source.text.size()).key("problems").open('[');
    for (const syntax::Problem& it : front.tree.problems()) {
        out.open('[').number(it.range.begin).number(it.range.end).string(it.message).close(']');
    }
    out.close(']');
    write_functions(front, out);
    write_instructions(front, out);
}

using Writer = void (*)(const Front&, JsonLine&);

int print_files(const std::vector<std::string>& paths, Annotations annotations, Writer write) {
    FrontHalf front_half(annotations);
    JsonLine out;
    for (const std::string& path : paths) {
        std::string why;
        const std::optional<Front> front = front_half.run(path, read(path), why);
        out.open('{').key("path").string(path);
        if (front) {
            write(*front, out);
        } else {
            out.key("error").string(why);
        }
        out.close('}').print();
    }
    return 0;
}

/// Prints what the verifier has against one text; says whether it was silent.
bool is_verified(FrontHalf& front_half, const std::string& name, std::string bytes) {
    std::string why;
    const std::optional<Front> front = front_half.run(name, std::move(bytes), why);
    if (!front) return true;
    const std::vector<std::string> complaints = program::verify(front->module);
    for (const std::string& it : complaints) std::cout << name << ": " << it << '\n';
    return complaints.empty();
}

int verify_files(const std::vector<std::string>& paths, Annotations annotations) {
    FrontHalf front_half(annotations);
    bool silent = true;
    for (const std::string& path : paths) silent &= is_verified(front_half, path, read(path));
    std::cout << "verified: " << paths.size() << " files\n";
    return silent ? 0 : 1;
}

int verify_prefixes(const std::vector<std::string>& paths, bool only_whole_lines) {
    FrontHalf front_half(Annotations::executed);
    bool silent = true;
    std::size_t count = 0;
    for (const std::string& path : paths) {
        const std::string bytes = read(path);
        for (std::size_t size = 0; size <= bytes.size(); ++size) {
            const bool line_ends = size == 0 || bytes[size - 1] == '\n';
            if (only_whole_lines && !line_ends) continue;
            const std::string name = path + "[:" + std::to_string(size) + "]";
            silent &= is_verified(front_half, name, bytes.substr(0, size));
            ++count;
        }
    }
    std::cout << "verified: " << count << " prefixes\n";
    return silent ? 0 : 1;
}

std::vector<std::string> read_list() {
    std::vector<std::string> paths;
    for (std::string line; std::getline(std::cin, line);) paths.push_back(line);
    return paths;
}

int run(const std::vector<std::string>& arguments) {
    const std::string mode = arguments.empty() ? "" : arguments[0];
    const bool on_request = arguments.size() > 2 && arguments[2] == "on-request";
    const Annotations annotations = on_request ? Annotations::on_request : Annotations::executed;
    if (mode == "scopes") return print_files(read_list(), annotations, write_scopes);
    if (mode == "origins") {
        JsonLine out;
        print_opcodes_and_kinds(out);
        return print_files(read_list(), annotations, write_origins);
    }
    if (mode == "verify") return verify_files(read_list(), annotations);
    if (mode == "prefixes" && arguments.size() == 2) {
        return verify_prefixes(read_list(), arguments[1] == "--lines");
    }
    std::cerr << "usage: front_probe scopes|origins|verify|prefixes [option] < list-of-files\n";
    return 2;
}

}  // namespace
}  // namespace doppelint::oracle

int main(int count, char** arguments) {
    return doppelint::oracle::run({arguments + 1, arguments + count});
}
