package io.tacit.benchmarks.quality;

/** What seconds are counted from. */
enum Clock {
    TRAINING("of training") {
        @Override
        double of(Point point) {
            return point.training();
        }
    },
    PROCESS("from the start of the process") {
        @Override
        double of(Point point) {
            return point.wall();
        }
    };

    private final String text;

    Clock(String text) {
        this.text = text;
    }

    abstract double of(Point point);

    String text() {
        return text;
    }
}
