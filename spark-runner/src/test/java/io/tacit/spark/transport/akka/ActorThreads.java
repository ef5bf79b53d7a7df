package io.tacit.spark.transport.akka;

import java.time.Duration;
import java.util.List;

/** Threads of actor systems in this process. */
final class ActorThreads {
    private static final Duration LEAVING = Duration.ofMinutes(1);

    private ActorThreads() {}

    /** Names of those that do not end: dispatchers let their threads go when their system has ended, not before. */
    static List<String> thatStay() throws InterruptedException {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(ActorSystems.NAME + "-akka.")
                        || thread.getName().startsWith(ActorSystems.NAME + "-scheduler"))
                .toList();
        for (Thread thread : threads) {
            thread.join(LEAVING.toMillis());
        }
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }
}
