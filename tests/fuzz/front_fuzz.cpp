// From bytes to a verified program: whatever the bytes are, the front half ends and keeps its promises.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "lowering/lower.h"
#include "program/verify.h"
#include "source/source_file.h"
#include "syntax/parser.h"

namespace doppelint {
namespace {

void check(const syntax::Tree& tree, lowering::Annotations annotations) {
    const program::Module module = lowering::lower(tree, {annotations});
    const std::vector<std::string> broken = program::verify(module);
    if (broken.empty()) return;
    for (const std::string& sentence : broken) std::fprintf(stderr, "%s\n", sentence.c_str());
    std::abort();
}

}  // namespace

// The first byte chooses how the rest is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static syntax::Parser parser;
    const bool notebook = data[0] == '{';
    std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto source = source::make_source(notebook ? "fuzz.ipynb" : "fuzz.py", std::move(bytes));
    if (!source) return 0;
    const syntax::Tree tree = parser.parse(source->text);
    check(tree, lowering::Annotations::executed);
    check(tree, lowering::Annotations::on_request);
    return 0;
}

}  // namespace doppelint
