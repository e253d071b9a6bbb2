#include "steam/session.hpp"

#include "left4me/error.hpp"
#include "left4me/fd.hpp"
#include "spec/text.hpp"
#include "system/line_buffer.hpp"

#include <cerrno>
#include <sstream>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>

namespace left4me
{
namespace
{
constexpr std::size_t kOutputLimit = std::size_t{1024} * 1024;

/// Fails rather than asks: nobody reads its questions.
const std::vector<Command>& preamble()
{
    static const std::vector<Command> commands{{"@ShutdownOnFailedCommand", "1"},
                                               {"@NoPromptForPassword", "1"}};
    return commands;
}

std::vector<Command> login_of(const Session& session)
{
    if (!session.login)
    {
        return {{"login", "anonymous"}};
    }
    std::vector<Command> commands;
    if (!session.login->guard_code.empty())
    {
        commands.push_back({"set_steam_guard_code", session.login->guard_code});
    }
    Command login{"login", session.login->user};
    if (!session.login->password.empty())
    {
        login.push_back(session.login->password);
    }
    commands.push_back(std::move(login));
    return commands;
}

std::string quoted(const std::string& word)
{
    if (word.find('"') != std::string::npos || !is_utf8(word) || has_control_character(word))
    {
        throw UserError(Exit::Usage,
                        "SteamCMD's scripts can hold neither quotation marks nor control characters, "
                        "and there is one in the password, the code or a path");
    }
    return '"' + word + '"';
}

std::string script_of(const std::vector<Command>& commands)
{
    std::string script;
    for (const Command& command : commands)
    {
        for (const std::string& word : command)
        {
            script += quoted(word) + ' ';
        }
        script.back() = '\n';
    }
    return script;
}

/// Not closed on exec only in the child.
Fd in_memory(const std::string& text)
{
    Fd file(::memfd_create("steamcmd", MFD_CLOEXEC));
    if (!file || ::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    {
        throw std::system_error(errno, std::generic_category(), "cannot keep SteamCMD's commands in memory");
    }
    return file;
}

Argv words_of(const std::string& launcher, const std::vector<Command>& commands)
{
    Argv argv{launcher};
    for (const Command& command : commands)
    {
        argv.push_back("+" + command.front());
        argv.insert(argv.end(), command.begin() + 1, command.end());
    }
    return argv;
}

/// Puts together what comes in pieces.
class Hearing
{
public:
    Hearing(Report& report, const Listener& listener) : report_(report), listener_(listener) {}

    void take(std::string_view piece)
    {
        listener_.raw(piece);
        report_.output += piece;
        if (report_.output.size() > 2 * kOutputLimit)
        {
            report_.output.erase(0, report_.output.size() - kOutputLimit);
        }
        lines(buffer_.take(piece));
    }
    void end() { lines(buffer_.rest()); }

private:
    void lines(const std::string& text)
    {
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);)
        {
            line.erase(line.find_last_not_of('\r') + 1);
            std::visit([this](auto remark) { hear(std::move(remark)); }, parse_remark(line));
        }
    }
    void hear(std::monostate /*nothing*/) {}
    void hear(const SteamProgress& progress) { listener_.progress(progress); }
    /// What it complained of before was mended by its own retries.
    void hear(Installed installed)
    {
        report_.installed = installed;
        report_.complaint.reset();
    }
    void hear(Complaint complaint)
    {
        if (!report_.complaint || report_.complaint->trouble == Trouble::Unknown)
        {
            report_.complaint = std::move(complaint);
        }
    }

    Report& report_;
    const Listener& listener_;
    LineBuffer buffer_;
};
} // namespace

Report run_steamcmd(const Session& session, const std::vector<Command>& before,
                    const std::vector<Command>& after, const Listener& listener)
{
    std::vector<Command> commands = preamble();
    for (const auto& part : {before, login_of(session), after, {{"quit"}}})
    {
        commands.insert(commands.end(), part.begin(), part.end());
    }
    const Fd script = session.login ? in_memory(script_of(commands)) : Fd();
    const std::string file = "/proc/self/fd/" + std::to_string(script.get());
    const Argv argv =
        session.login ? Argv{session.launcher, "+runscript", file} : words_of(session.launcher, commands);
    Report report;
    Hearing out(report, listener);
    Hearing err(report, listener);
    report.status = run_to_the_last(
        argv,
        [&]
        {
            if (session.overlay)
            {
                enter_private_overlay(*session.overlay);
            }
            if (script)
            {
                ::fcntl(script.get(), F_SETFD, 0);
            }
        },
        [&](std::string_view piece) { out.take(piece); }, [&](std::string_view piece) { err.take(piece); });
    out.end();
    err.end();
    return report;
}

std::string last_lines(const std::string& output, std::size_t count)
{
    std::size_t begin = output.size();
    for (; count > 0 && begin > 0; --count)
    {
        // A newline that ends a line does not begin one.
        const std::size_t newline = begin > 1 ? output.rfind('\n', begin - 2) : std::string::npos;
        begin = newline == std::string::npos ? 0 : newline + 1;
    }
    return output.substr(begin);
}
} // namespace left4me
