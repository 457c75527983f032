#pragma once

#include <cstddef>
#include <functional>

namespace doppelint {

/// Runs independent pieces of work. Layers below session/ see only this: they know neither threads nor
/// how many there are, and what they compute must not depend on either.
class Executor {
  public:
    virtual ~Executor() = default;
    /// Calls `work(i)` once for each i in [0, count), in any order, perhaps at the same time, and
    /// returns when all are done.
    virtual void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) = 0;

    /// Calls `work` while no other thread of this executor is in such a call.
    virtual void alone(const std::function<void()>& work) = 0;

    /// Whether nobody waits for the outcome any more. Then work may be left out, and what comes out is
    /// worth nothing; once true, it stays so.
    [[nodiscard]] virtual bool is_stopped() const { return false; }

  protected:
    Executor() = default;
    Executor(const Executor&) = default;
    Executor& operator=(const Executor&) = default;
};

}  // namespace doppelint
