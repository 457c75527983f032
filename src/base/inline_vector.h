#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace doppelint {

/// A vector of plain values whose first few lie in itself, so that a small one asks for no memory.
template <class T, std::uint32_t OwnCount>
class InlineVector {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

  public:
    InlineVector() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a copy of what it is given
    InlineVector(std::span<const T> items) { assign(items); }
    InlineVector(const InlineVector& other) { assign(other); }
    InlineVector(InlineVector&& other) noexcept { take(other); }
    InlineVector& operator=(const InlineVector& other) {
        if (this != &other) assign(other);
        return *this;
    }
    InlineVector& operator=(InlineVector&& other) noexcept {
        if (this != &other) take(other);
        return *this;
    }
    ~InlineVector() = default;

    [[nodiscard]] T* begin() { return data(); }
    [[nodiscard]] T* end() { return data() + size_; }
    [[nodiscard]] const T* begin() const { return data(); }
    [[nodiscard]] const T* end() const { return data() + size_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] T& operator[](std::size_t at) { return data()[at]; }
    [[nodiscard]] const T& operator[](std::size_t at) const { return data()[at]; }
    [[nodiscard]] const T& front() const { return data()[0]; }

    void assign(std::span<const T> items) {
        reserve(items.size());
        std::ranges::copy(items, data());
        size_ = static_cast<std::uint32_t>(items.size());
    }
    void insert(T* place, const T& item) {
        const std::ptrdiff_t at = place - data();
        const T copy = item;
        reserve(size_ + 1U);
        std::copy_backward(data() + at, end(), end() + 1);
        data()[at] = copy;
        ++size_;
    }
    void push_back(const T& item) { insert(end(), item); }
    void erase(T* place) {
        std::copy(place + 1, end(), place);
        --size_;
    }
    template <class Test>
    void remove_if(const Test& test) {
        size_ = static_cast<std::uint32_t>(std::remove_if(begin(), end(), test) - begin());
    }

  private:
    [[nodiscard]] T* data() { return more_ ? more_.get() : own_.data(); }
    [[nodiscard]] const T* data() const { return more_ ? more_.get() : own_.data(); }

    void reserve(std::size_t room) {
        if (room <= room_) return;
        room_ = static_cast<std::uint32_t>(std::max<std::size_t>(room, std::size_t{room_} * 2));
        auto more = std::make_unique_for_overwrite<T[]>(room_);
        std::ranges::copy(*this, more.get());
        more_ = std::move(more);
    }
    void take(InlineVector& other) {
        if (!other.more_) return assign(other);
        more_ = std::move(other.more_);
        size_ = std::exchange(other.size_, 0);
        room_ = std::exchange(other.room_, OwnCount);
    }

    std::array<T, OwnCount> own_;
    std::unique_ptr<T[]> more_;  ///< null: all is in `own_`
    std::uint32_t size_ = 0, room_ = OwnCount;
};

}  // namespace doppelint
