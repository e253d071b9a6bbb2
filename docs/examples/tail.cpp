// tail NAME: a server's state and the last ten lines of its log, by libleft4me.
//
//     c++ -std=c++20 tail.cpp $(pkg-config --cflags --libs libleft4me) -o tail
#include <iostream>

#include <left4me/host.hpp>

int main(int argc, char** argv)
{
    if (argc != 2)
    {
        std::cerr << "usage: tail NAME\n";
        return 64;
    }
    try
    {
        const auto status = left4me::host::get_instance_status(argv[1]);
        const bool running = status.state == left4me::host::State::Running;
        std::cout << status.name << (running ? " runs" : " does not run") << '\n';
        const auto show = [](std::string_view line)
        {
            std::cout << line << '\n';
            return true;
        };
        left4me::host::stream_instance_logs(argv[1], show, 10, false);
    }
    catch (const left4me::host::Error& error)
    {
        std::cerr << "tail: " << error.what() << '\n';
        return error.status();
    }
}
