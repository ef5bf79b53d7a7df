package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A host is there. Said at first and then again and again, as its heart-beat: a driver that has lost it knows it anew.
 *
 * @param self where it is to be told something
 * @param inbox where it takes orders
 * @param generation of the Spark job that it is a task of, from 1
 * @param task Spark's id of the attempt: no two attempts of an application share one, and later ones have higher ones
 * @param workers ranks of the logical workers that it hosts; none as long as it makes their records ready
 */
record Hello(RemoteRef<Host.Event> self, RemoteRef<Inbox.Event> inbox, int generation, long task, List<Integer> workers)
        implements WireMessage, Coordinator.Event {

    Hello {
        workers = List.copyOf(workers);
    }

    Hello with(List<Integer> hosted) {
        return new Hello(self, inbox, generation, task, hosted);
    }

    boolean isPreparing() {
        return workers.isEmpty();
    }

    /** For messages: "127.0.0.1:4711 (task 17)". */
    String inWords() {
        return self.hostAndPort() + " (task " + task + ")";
    }

    /** {@code self · inbox · generation · task · workers}. */
    static final class Codec implements WireCodec<Hello> {
        @Override
        public Class<Hello> type() {
            return Hello.class;
        }

        @Override
        public byte version() {
            return 2;
        }

        @Override
        public void encode(Hello message, WireWriter out) {
            out.text(message.self.path());
            out.text(message.inbox.path());
            out.int32(message.generation);
            out.int64(message.task);
            out.length(message.workers.size());
            message.workers.forEach(out::int32);
        }

        @Override
        public Hello decode(WireReader in) {
            RemoteRef<Host.Event> self = new RemoteRef<>(in.text());
            RemoteRef<Inbox.Event> inbox = new RemoteRef<>(in.text());
            int generation = in.int32();
            long task = in.int64();
            int count = in.arrayLength();
            List<Integer> workers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                workers.add(in.int32());
            }
            return new Hello(self, inbox, generation, task, workers);
        }
    }
}
