#include "analysis/questions.h"

#include <algorithm>

#include "base/hash.h"

namespace doppelint::analysis {

void Reads::note(Question::What what, CodeId code, std::string_view text, std::uint32_t number,
                 CodeId other) {
    if (!code.valid()) return;
    if (what == Question::What::summary && std::ranges::find(left_out_, code) != left_out_.end()) return;
    const std::uint64_t key = Hasher()
                                  .add(what)
                                  .add(code.module.index())
                                  .add(code.function.index())
                                  .add(other.module.index())
                                  .add(other.function.index())
                                  .add(number)
                                  .add(text)
                                  .value();
    if (!known_.insert(key).second) return;
    Read read{{what, code, other, number, std::string(text)}, 0};
    read.answer = answerer_.answer(read.question);
    all_.push_back(std::move(read));
}

}  // namespace doppelint::analysis
