#include "views/pairs.h"

#include <algorithm>
#include <map>

namespace doppelint::views {
namespace {

constexpr std::uint32_t kMostSteps = 2;

struct Path {
    std::string text;
    Value mutable_part;
    std::string identity;
};

// A slot that holds one object at a time.
bool is_one_place(std::string_view step) {
    return step != "[*]" && step != "[keys]";
}

/// All access paths of a picture, sorted.
class PathFinder {
  public:
    PathFinder(Picture& picture, const heap::Heap& heap, std::uint32_t most)
        : picture_(picture), heap_(heap), most_(most) {
        for (const Scene::Name& it : picture.names()) {
            const bool is_dotted = it.text.find('.') != std::string::npos;
            const std::string origin =
                it.origin.valid() ? "%" + std::to_string(it.origin.index()) : std::string();
            add(it.text, it.value, is_dotted ? identity_of_dotted(it.text) : origin, is_dotted ? 1 : 0);
        }
        // Level by level, so that the limit cuts the longest ones.
        while (done_ < pending_.size()) {
            const Pending from = pending_[done_++];
            for (const auto& [step, value] : picture.steps_from(from.value)) {
                const bool is_known = !from.identity.empty() && is_one_place(step);
                add(from.text + step, value, is_known ? from.identity + step : std::string(), from.depth + 1);
            }
        }
    }

    [[nodiscard]] bool is_cut() const { return is_cut_; }
    [[nodiscard]] std::vector<Path> paths() const {
        std::vector<Path> found;
        found.reserve(paths_.size());
        for (const auto& [text, path] : paths_) found.push_back(path);
        return found;
    }

  private:
    struct Pending {
        std::string text;
        Value value;
        std::string identity;
        std::uint32_t depth = 0;
    };

    // Of names, those without a dot come first in the order of the texts.
    [[nodiscard]] std::string identity_of_dotted(const std::string& text) const {
        const std::size_t dot = text.find('.');
        const auto base = identities_.find(text.substr(0, dot));
        return base != identities_.end() && !base->second.empty() ? base->second + text.substr(dot)
                                                                  : std::string();
    }

    // The object if it is one, else the place from which it comes. A path that leads nowhere leads to no
    // other.
    [[nodiscard]] std::string identity_of(Value value, const std::string& place) const {
        value.plain = value.plain - models::Kind::unbound;
        const ObjectId only = heap_.only_object(value);
        return only.valid() ? "o" + std::to_string(only.index()) : place;
    }

    void add(const std::string& text, const Value& value, const std::string& place, std::uint32_t depth) {
        const std::string identity = identity_of(value, place);
        if (!identities_.emplace(text, identity).second) return;
        const Value changing = picture_.mutable_part(value);
        if (!changing.nothing()) {
            if (paths_.size() == most_) {
                is_cut_ = true;
                return;
            }
            paths_.emplace(text, Path{text, changing, identity});
        }
        if (depth < kMostSteps) pending_.push_back({text, value, identity, depth});
    }

    Picture& picture_;
    const heap::Heap& heap_;
    std::uint32_t most_;
    std::map<std::string, Path, std::less<>> paths_;  ///< those that may lead to a mutable object
    std::map<std::string, std::string, std::less<>>
        identities_;  ///< equal and not empty: one object; by path
    std::vector<Pending> pending_;
    std::size_t done_ = 0;  ///< of them, their steps are there
    bool is_cut_ = false;
};

}  // namespace

Pairs pairs_of(Picture& picture, const heap::Heap& heap, const PictureLimits& limits) {
    const PathFinder finder(picture, heap, limits.paths);
    const std::vector<Path> paths = finder.paths();
    Pairs result;
    result.is_cut = finder.is_cut();
    for (std::size_t one = 0; one < paths.size(); ++one) {
        for (std::size_t other = one + 1; other < paths.size(); ++other) {
            const Path& left = paths[one];
            const Path& right = paths[other];
            if (!left.identity.empty() && left.identity == right.identity) {
                result.must.push_back({left.text, right.text});
            } else if (heap.may_meet(left.mutable_part, right.mutable_part)) {
                result.may.push_back({left.text, right.text});
            }
        }
    }
    return result;
}

}  // namespace doppelint::views
