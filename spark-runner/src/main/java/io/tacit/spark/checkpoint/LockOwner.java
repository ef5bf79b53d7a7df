package io.tacit.spark.checkpoint;

import io.tacit.core.io.JsonFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds an output directory.
 *
 * @param table which process table {@code pid} stands in: containers of one host, and hosts of one name, have several; empty where
 *     that is not known
 * @param process when the operating system started the process, which tells it from a later one of the same number;
 *     empty where that is not known
 * @param since when the lock was taken
 * @param heartbeat when the owner last said that it lives
 */
public record LockOwner(
        String id, String host, String table, long pid, String process, String since, String heartbeat) {
    static final JsonFormat<LockOwner> FORMAT = new JsonFormat<>("tacit-lock", 1, LockOwner.class);
    static final Duration STALE_AFTER = Duration.ofMinutes(2);

    static LockOwner current(Instant now) {
        ProcessHandle self = ProcessHandle.current();
        return new LockOwner(
                UUID.randomUUID().toString(),
                localHost(),
                processTable(),
                self.pid(),
                startOf(self),
                now.toString(),
                now.toString());
    }

    LockOwner beating(Instant now) {
        return new LockOwner(id, host, table, pid, process, since, now.toString());
    }

    /** Our own process table knows its processes; of others, only heartbeats tell. */
    boolean lives(Instant now) {
        if (host.equals(localHost()) && table.equals(processTable())) {
            Optional<ProcessHandle> holder = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
            return holder.filter(handle -> startOf(handle).equals(process)).isPresent();
        }
        try {
            return Instant.parse(heartbeat).plus(STALE_AFTER).isAfter(now);
        } catch (DateTimeParseException e) {
            // A lock that says nothing is no better than one that a crash cut short.
            return false;
        }
    }

    /** For messages. */
    public String text() {
        return "process " + pid + " on " + host + ", since " + toTheSecond(since) + ", last heard of "
                + toTheSecond(heartbeat);
    }

    private static String toTheSecond(String instant) {
        try {
            return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /** The boot of the system and the namespace of its processes, where the system says them. */
    private static String processTable() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
