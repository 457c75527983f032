#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "session/edits.h"

namespace doppelint::session {

/// A project of a few modules that use one another, and edits of it, all decided by a seed.
class RandomProject {
  public:
    explicit RandomProject(std::uint32_t seed) : random_(seed) {
        for (int count = 0; count < 4; ++count) add_module();
    }

    void edit() {
        Module& module = any(modules_);
        switch (below(16)) {
            case 0:
            case 1:
            case 2:
            case 3:
            case 4:
            case 5: any(module.functions).body = body(); return;
            case 6: any(module.functions).parameters = any(kParameters); return;
            case 7: module.functions.push_back(function()); return;
            case 8:
                if (module.functions.size() > 1) {
                    module.functions.erase(module.functions.begin() +
                                           static_cast<std::ptrdiff_t>(below(module.functions.size())));
                }
                return;
            case 9: module.gap = below(4); return;
            case 10: module.global = any(kValues); return;
            case 11: module.base = any(kBases); return;
            case 12: module.imports = imports(); return;
            case 13: any(module.functions).decorator = any(kDecorators); return;
            case 14:
                if (modules_.size() < 6) add_module();
                return;
            default:
                if (modules_.size() > 2) {
                    modules_.erase(modules_.begin() + static_cast<std::ptrdiff_t>(below(modules_.size())));
                }
        }
    }

    [[nodiscard]] Texts texts() const {
        Texts result{{"p/__init__.py", ""}};
        for (const Module& it : modules_) result["p/" + it.name + ".py"] = text(it);
        return result;
    }

  private:
    struct Function {
        std::string name, parameters, body, decorator;
        bool is_method = false;
    };
    struct Module {
        std::string name, imports, global, base;
        std::vector<Function> functions;
        std::size_t gap = 0;
    };

    static constexpr std::array<std::string_view, 5> kModules{"a", "b", "c", "d", "e"};
    static constexpr std::array<std::string_view, 6> kFunctions{"f", "g", "h", "get", "put", "run"};
    static constexpr std::array<std::string_view, 7> kParameters{
        "x, y=None",       "x, y=[]",           "x, *rest", "x, y=3, **more",
        "x=None, *, y=()", "x, y: list = None", "x, y={}"};
    static constexpr std::array<std::string_view, 8> kValues{
        "[]", "{}", "3", "'text'", "{'k': [1], 'n': 2}", "[[1], [2]]", "f", "Thing"};
    static constexpr std::array<std::string_view, 6> kBases{"",       "(dict)",    "(a.Thing)",
                                                            "(Base)", "(b.Thing)", "(Unknown)"};
    static constexpr std::array<std::string_view, 7> kDecorators{
        "", "", "", "@staticmethod", "@property", "@classmethod", "@functools.cache"};
    static constexpr std::array<std::string_view, 44> kStatements{
        "x.append(1)",
        "y = list(x)",
        "return x",
        "return y",
        "GLOBAL.append(x)",
        "return GLOBAL",
        "y = a.f(x, y)",
        "y = b.g(x)",
        "c.h(x)",
        "y = f(x)",
        "y = g(x, x)",
        "h(y, x)",
        "y = Thing(x)",
        "y = a.Thing(x)",
        "y = b.Thing(x).get(1)",
        "y = Thing(x)\nreturn y.get(x)",
        "x.items = y",
        "y = x.items",
        "x.items.append(y)",
        "for one in x:\n    x.remove(one)",
        "for one in y:\n    x.append(one)",
        "old = x\nx.append(2)\nprint(old)",
        "copy = dict(x)\ncopy['k'].append(1)\nprint(x)",
        "y = copy.copy(x)\ny.items.append(3)\nreturn x",
        "y = [x] * 3\ny[0].append(1)",
        "y = lambda z: x\nreturn y",
        "y = apply(f, x)",
        "y = apply(lambda it: it.append(1), x)",
        "return y(x)",
        "global GLOBAL\nGLOBAL = x",
        "x['k'] = y",
        "y = x['k']",
        "y = x.get('k')",
        "x.put(y)",
        "if x is y:\n    return 1",
        "if y is None:\n    y = []",
        "yield x",
        "y = sorted(x, key=g)",
        "def inner(z):\n    return x\ny = inner(y)",
        "y = [f(it) for it in x]",
        "with open(x) as y:\n    return y",
        "try:\n    y = x.run(1)\nexcept ValueError:\n    y = x",
        "x += y",
        "from p.a import f as y"};
    static constexpr std::array<std::string_view, 8> kImports{
        "from p import a, b, c, d",
        "from p import a\nfrom p import b\nfrom p import c",
        "import p.a as a\nfrom p.b import *\nfrom p import c",
        "from p.a import f, Thing as Base\nfrom p import a, b, c",
        "from . import a, b, c\nfrom .c import apply",
        "from p import d, c\nfrom p.d import g, Thing as Base\nimport p.b as b",
        "import copy\nfrom p import b\nfrom p.c import h",
        ""};

    std::size_t below(std::size_t end) { return random_() % end; }
    template <class T, std::size_t Size>
    std::string any(const std::array<T, Size>& items) {
        return std::string(items[below(Size)]);
    }
    template <class T>
    T& any(std::vector<T>& items) {
        return items[below(items.size())];
    }

    std::string body() {
        std::string result;
        for (std::size_t count = 1 + below(4); count > 0; --count) result += any(kStatements) + "\n";
        return result;
    }
    std::string imports() { return any(kImports); }
    Function function() {
        const std::string name = any(kFunctions);
        return {name, any(kParameters), body(), any(kDecorators), below(3) == 0};
    }
    void add_module() {
        Module made;
        made.name = any(kModules);
        made.imports = imports();
        made.global = any(kValues);
        made.base = any(kBases);
        for (std::size_t count = 2 + below(4); count > 0; --count) made.functions.push_back(function());
        modules_.push_back(std::move(made));
    }

    static std::string indented(const std::string& text, const std::string& by) {
        std::string result;
        std::size_t begin = 0;
        while (begin < text.size()) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            result += by + text.substr(begin, end - begin) + "\n";
            begin = end + 1;
        }
        return result;
    }
    static std::string text(const Function& it, const std::string& by) {
        const std::string first = it.is_method ? "self, " : "";
        std::string result;
        const bool is_for_both = it.decorator.empty() || it.decorator.starts_with("@functools");
        if (!it.decorator.empty() && (it.is_method || is_for_both)) result += by + it.decorator + "\n";
        return result + by + "def " + it.name + "(" + first + it.parameters + "):\n" +
               indented(it.body, by + "    ");
    }
    static std::string text(const Module& it) {
        std::string result = "import functools\n" + it.imports + "\n" + std::string(it.gap, '\n');
        result += "def apply(what, x):\n    return what(x)\n\n";
        for (const Function& one : it.functions) {
            if (!one.is_method) result += text(one, "") + "\n";
        }
        result += "class Thing" + it.base + ":\n    shared = []\n    def __init__(self, items=None):\n" +
                  "        self.items = items\n";
        for (const Function& one : it.functions) {
            if (one.is_method) result += text(one, "    ");
        }
        return result + "\nGLOBAL = " + it.global + "\n";
    }

    std::mt19937 random_;
    std::vector<Module> modules_;
};

}  // namespace doppelint::session
