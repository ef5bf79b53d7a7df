package io.tacit.it;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a process runs.
 *
 * @param address what it listens on and is reached at
 * @param prefix what starts a command there; nothing where it is this machine
 */
public record Host(String address, List<String> prefix) {

    public Host {
        prefix = List.copyOf(prefix);
    }

    /** This machine as 127.0.0.{@code number}; what has different numbers, Spark takes for different hosts. */
    public static Host loopback(int number) {
        return new Host("127.0.0." + number, List.of());
    }

    /** The command that does the same as {@code command}, there. */
    public List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
