#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace doppelint::cli {

/// Where text goes.
class Output {
  public:
    /// What became of everything written so far. Nobody who listens any more is no failure.
    enum class State : std::uint8_t { good, closed, failed };

    virtual ~Output() = default;
    virtual State write(std::string_view text) = 0;

  protected:
    Output() = default;
    Output(const Output&) = default;
    Output& operator=(const Output&) = default;
};

/// An open file of the process, by its number.
class DescriptorOutput final : public Output {
  public:
    explicit DescriptorOutput(int number) : number_(number) {}
    State write(std::string_view text) override;

  private:
    int number_;
    State state_ = State::good;
};

[[nodiscard]] DescriptorOutput standard_output();
[[nodiscard]] DescriptorOutput standard_error();

/// From now on, writing to a pipe that nobody reads is an answer of `write` and not the end of the process.
void survive_closed_pipes();

/// Text kept, for tests.
class StringOutput final : public Output {
  public:
    State write(std::string_view text) override {
        text_ += text;
        return State::good;
    }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

}  // namespace doppelint::cli
