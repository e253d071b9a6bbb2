// Whole lines out of pieces that end anywhere.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace left4me
{
/// Holds back at most 64 KiB of a line that has not ended yet.
class LineBuffer
{
public:
    /// What is whole now that this piece has come; often empty, often several lines.
    [[nodiscard]] std::string take(std::string_view piece)
    {
        begun_ += piece;
        const std::size_t end = begun_.rfind('\n');
        if (end == std::string::npos && begun_.size() < kLimit)
        {
            return {};
        }
        std::string whole = begun_.substr(0, end == std::string::npos ? end : end + 1);
        begun_.erase(0, whole.size());
        return whole;
    }

    /// The last line, where it has no newline.
    [[nodiscard]] std::string rest() { return std::exchange(begun_, {}); }

private:
    static constexpr std::size_t kLimit = 64 * std::size_t{1024};
    std::string begun_;
};
} // namespace left4me
