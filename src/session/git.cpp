#include "session/git.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace doppelint::session {
namespace {

/// Both ends of a pipe.
class Pipe {
  public:
    Pipe() : is_open_(::pipe2(ends_.data(), O_CLOEXEC) == 0) {}
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        close_writing();
        if (is_open_) ::close(ends_[0]);
    }
    [[nodiscard]] bool is_open() const { return is_open_; }
    [[nodiscard]] int reading() const { return ends_[0]; }
    [[nodiscard]] int writing() const { return ends_[1]; }
    void close_writing() {
        if (is_open_ && ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
    }

  private:
    std::array<int, 2> ends_{-1, -1};
    bool is_open_;
};

/// What the child's standard streams are.
class Streams {
  public:
    Streams(const Pipe& output, const Pipe& errors) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions_, output.writing(), STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, errors.writing(), STDERR_FILENO);
    }
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;
    ~Streams() { ::posix_spawn_file_actions_destroy(&actions_); }
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

// Whether there may be more.
bool read_some(int from, std::string& into) {
    std::array<char, 1 << 16> piece{};
    const ssize_t got = ::read(from, piece.data(), piece.size());
    if (got < 0) return errno == EINTR;
    into.append(piece.data(), static_cast<std::size_t>(got));
    return got > 0;
}

// Both at once: a program that waits for one to be read writes nothing to the other.
void read_both(int first, std::string& into_first, int second, std::string& into_second) {
    std::array<pollfd, 2> open{pollfd{first, POLLIN, 0}, pollfd{second, POLLIN, 0}};
    while (open[0].fd >= 0 || open[1].fd >= 0) {
        if (::poll(open.data(), open.size(), -1) < 0 && errno != EINTR) return;
        if (open[0].revents != 0 && !read_some(first, into_first)) open[0].fd = -1;
        if (open[1].revents != 0 && !read_some(second, into_second)) open[1].fd = -1;
    }
}

int status_of(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return status;
}

std::string first_line_of(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

Result<std::string> run_git(const std::string& folder, const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"git", "-C", folder};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& it : words) pointers.push_back(it.data());
    pointers.push_back(nullptr);
    Pipe output, errors;
    if (!output.is_open() || !errors.is_open()) return failure("there are too many open files");
    const Streams streams(output, errors);
    pid_t child = 0;
    const int problem = ::posix_spawnp(&child, "git", streams.get(), nullptr, pointers.data(), ::environ);
    if (problem != 0) return failure("git cannot be run: " + std::generic_category().message(problem));
    output.close_writing();
    errors.close_writing();
    std::string said, complained;
    read_both(output.reading(), said, errors.reading(), complained);
    if (status_of(child) == 0) return said;
    return failure("git says: " + first_line_of(complained));
}

}  // namespace doppelint::session
