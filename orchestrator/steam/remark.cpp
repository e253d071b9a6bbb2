#include "steam/remark.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace left4me
{
namespace
{
constexpr std::uint64_t kKilobyte = 1024;

/// Reads a line from the left; each step fails, and with it all later ones, where the line is another.
class Reader
{
public:
    explicit Reader(std::string_view rest) : rest_(rest) {}

    Reader& skip_spaces()
    {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
        return *this;
    }
    Reader& expect(std::string_view word)
    {
        good_ = good_ && rest_.substr(0, word.size()) == word;
        rest_.remove_prefix(good_ ? word.size() : 0);
        return *this;
    }
    Reader& text_until(std::string_view end, std::string& text)
    {
        const std::size_t at = rest_.find(end);
        good_ = good_ && at != std::string_view::npos;
        if (good_)
        {
            text = rest_.substr(0, at);
            rest_.remove_prefix(at + end.size());
        }
        return *this;
    }
    /// Commas between the digits are passed over.
    Reader& whole(std::uint64_t& number)
    {
        std::string digits;
        while (!rest_.empty() && ((rest_.front() >= '0' && rest_.front() <= '9') || rest_.front() == ','))
        {
            digits += rest_.front() == ',' ? "" : std::string(1, rest_.front());
            rest_.remove_prefix(1);
        }
        const char* const end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, number);
        good_ = good_ && error == std::errc() && stop == end;
        return *this;
    }
    /// With a point, or with the comma of some locales.
    Reader& fraction(double& number)
    {
        std::string digits(rest_.substr(0, rest_.find_first_not_of("0123456789.,")));
        std::replace(digits.begin(), digits.end(), ',', '.');
        const char* const end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, number, std::chars_format::fixed);
        good_ = good_ && error == std::errc() && stop == end && number <= 100;
        rest_.remove_prefix(good_ ? digits.size() : 0);
        return *this;
    }
    [[nodiscard]] bool good() const { return good_; }

private:
    std::string_view rest_;
    bool good_ = true;
};

/// " Update state (0x61) downloading, progress: 12.34 (123 / 456)"
std::optional<SteamProgress> app_progress(std::string_view line)
{
    SteamProgress found;
    std::string state;
    const bool good = Reader(line)
                          .skip_spaces()
                          .expect("Update state (0x")
                          .text_until(") ", state)
                          .text_until(", progress: ", found.phase)
                          .fraction(found.percent)
                          .expect(" (")
                          .whole(found.done)
                          .expect(" / ")
                          .whole(found.total)
                          .expect(")")
                          .good();
    return good ? std::optional(found) : std::nullopt;
}

/// "[ 12%] Downloading update (5,011 of 40,300 KB)..."
std::optional<SteamProgress> own_progress(std::string_view line)
{
    SteamProgress found;
    found.phase = "updating SteamCMD";
    const bool good = Reader(line)
                          .skip_spaces()
                          .expect("[")
                          .skip_spaces()
                          .fraction(found.percent)
                          .expect("%] Downloading update (")
                          .whole(found.done)
                          .expect(" of ")
                          .whole(found.total)
                          .expect(" KB)")
                          .good();
    found.done *= kKilobyte;
    found.total *= kKilobyte;
    return good ? std::optional(found) : std::nullopt;
}

bool has(std::string_view line, std::string_view part)
{
    return line.find(part) != std::string_view::npos;
}

bool complains(std::string_view line)
{
    return line.substr(0, 6) == "ERROR!" || line.substr(0, 6) == "Error!" || has(line, "FAILED (") ||
           trouble_of(line) != Trouble::Unknown;
}
} // namespace

Remark parse_remark(std::string_view line)
{
    if (const auto progress = app_progress(line))
    {
        return *progress;
    }
    if (const auto progress = own_progress(line))
    {
        return *progress;
    }
    if (line.substr(0, 8) == "Success!" && (has(line, "fully installed") || has(line, "already up to date")))
    {
        return Installed{has(line, "fully installed")};
    }
    if (complains(line))
    {
        return Complaint{trouble_of(line), std::string(line)};
    }
    return std::monostate();
}
} // namespace left4me
