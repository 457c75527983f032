// The front half alone on every file of a list: read, decode, parse, flatten, lower. One thread, nothing
// kept. Prints what there was to do, and how long each part took.

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "lowering/lower.h"
#include "source/source_file.h"
#include "syntax/parser.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Totals {
    std::size_t files = 0, bytes = 0, nodes = 0, instructions = 0, blocks = 0;
    double read = 0, parse = 0, lower = 0;
};

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::string contents_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary | std::ios::ate);
    const std::streamoff size = stream.tellg();
    std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
    stream.seekg(0);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

void measure(const std::string& path, doppelint::syntax::Parser& parser, Totals& totals) {
    Clock::time_point begin = Clock::now();
    const auto source = doppelint::source::make_source(path, contents_of(path));
    totals.read += seconds_since(begin);
    if (!source) return;

    begin = Clock::now();
    const doppelint::syntax::Tree tree = parser.parse(source->text);
    totals.parse += seconds_since(begin);

    begin = Clock::now();
    const doppelint::program::Module module = doppelint::lowering::lower(tree);
    totals.lower += seconds_since(begin);

    ++totals.files;
    totals.bytes += source->text.size();
    totals.nodes += tree.size();
    totals.instructions += module.instructions.size();
    totals.blocks += module.blocks.size();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: front_half FILE_WITH_PATHS\n", stderr);
        return 2;
    }
    std::ifstream list(argv[1]);
    doppelint::syntax::Parser parser;
    Totals totals;
    for (std::string path; std::getline(list, path);) measure(path, parser, totals);
    std::printf("%zu files, %zu bytes, %zu nodes, %zu instructions, %zu blocks\n", totals.files, totals.bytes,
                totals.nodes, totals.instructions, totals.blocks);
    std::printf("read %.3f s, parse and flatten %.3f s, lower %.3f s\n", totals.read, totals.parse,
                totals.lower);
    return 0;
}
