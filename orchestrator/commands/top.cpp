#include "commands/top.hpp"

#include "commands/message.hpp"
#include "commands/top_report.hpp"
#include "instance/instance.hpp"
#include "system/screen.hpp"

#include <algorithm>
#include <thread>

#include <unistd.h>

namespace left4me
{
namespace
{
/// The first figures come soon, however long the interval is.
constexpr std::chrono::milliseconds kFirstLook{500};

std::string table_of_all(const Context& context, CpuMeter& meter)
{
    const auto now = std::chrono::steady_clock::now(); // systemd is asked first, silent servers take longer
    const auto statuses = instance_statuses(context, instance_names(context.root));
    std::vector<Row> rows{top_headings()};
    for (const InstanceStatus& status : statuses)
    {
        rows.push_back(top_row(status, meter.observe(status.unit, now)));
    }
    return format_table(rows);
}
} // namespace

int perform(const Context& context, const TopRequest& request)
{
    require_helpers_root(context.root);
    CpuMeter meter;
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDOUT_FILENO) != 1)
    {
        static_cast<void>(table_of_all(context, meter));
        std::this_thread::sleep_for(kFirstLook);
        show(table_of_all(context, meter));
        return 0;
    }
    const Screen screen;
    std::chrono::milliseconds pause = kFirstLook;
    std::optional<char> key;
    do
    {
        screen.draw(table_of_all(context, meter) + "\nq ends\n");
        key = screen.await_key(pause);
        pause = request.interval;
    } while (key != 'q');
    return 0;
}
} // namespace left4me
