package io.tacit.benchmarks.quality;

import io.tacit.benchmarks.quality.Build.Run.Stand;
import io.tacit.benchmarks.quality.Build.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trainings, one after the other and nothing beside them, each scored after it has ended.
 *
 * @param work where they leave what they write
 * @param told of each
 */
record Sitting(Prepared data, Form form, Path work, Consumer<String> told) {
    static final String BOTH = "local[2]";
    private static final String ONE = "local[1]";
    private static final double EQUAL_TIME = 60;
    /**
     * For a time so short that neither the width of the configuration nor averages of two workers would be worth their cost: one worker
     * on both cores. Found by trying.
     */
    private static final List<String> SHORT = List.of("--hidden", "96", "--workers", "1", "--outer-momentum", "0.5");

    private static final int SHORT_ROUNDS = 10;
    /** Of a training whose end alone is asked for. */
    private static final int FEW_POINTS = 2;
    /** Of the rounds of one executor, how many two make. */
    private static final double[] SHARES_OF_TWO = {0.5, 0.65, 0.8};

    /** This build: its configuration as it is, a short training, and in the full form one of equal time. */
    Courses ours(Build build) throws IOException, InterruptedException {
        List<Course> courses = new ArrayList<>(configured(build));
        courses.add(course(build, new Training("short", BOTH, SHORT_ROUNDS, SHORT), form.points()));
        return new Courses(build.name(), courses);
    }

    /** Another build. */
    Courses theirs(Build build) throws IOException, InterruptedException {
        return new Courses(build.name(), configured(build));
    }

    private List<Course> configured(Build build) throws IOException, InterruptedException {
        List<Course> courses = new ArrayList<>();
        Course usual = course(build, new Training("flights.conf", BOTH, build.rounds(), List.of()), form.points());
        courses.add(usual);
        if (form == Form.FULL) {
            int rounds = usual.curve().roundsIn(EQUAL_TIME);
            Training equal = new Training("flights.conf, " + rounds + " rounds", BOTH, rounds, List.of());
            courses.add(course(build, equal, form.points()));
        }
        return courses;
    }

    static Target equalTime(Courses ours, Courses theirs) {
        return Target.better(ours, theirs, EQUAL_TIME);
    }

    /** As many rounds as in the configuration, made by one worker. */
    Course one(Build build) throws IOException, InterruptedException {
        return course(build, new Training("one executor", ONE, build.rounds(), List.of("--workers", "1")), FEW_POINTS);
    }

    /** Fewer of them, made by two, beside the training that makes all of them. */
    Courses two(Build build, Course all) throws IOException, InterruptedException {
        List<Course> courses = new ArrayList<>(List.of(all));
        for (double share : SHARES_OF_TWO) {
            int rounds = (int) Math.round(share * build.rounds());
            courses.add(course(
                    build, new Training("two executors, " + rounds + " rounds", BOTH, rounds, List.of()), FEW_POINTS));
        }
        return new Courses(build.name(), courses);
    }

    /** @param at so many points, evenly */
    private Course course(Build build, Training training, int at) throws IOException, InterruptedException {
        told.accept("%s, %s ...".formatted(build.name(), training.name()));
        Path output = work.resolve((build.name() + "-" + training.name()).replaceAll("[^A-Za-z0-9.]+", "-"));
        Build.Run run = build.train(training, at, output);
        Scorer scorer = Scorer.of(output, data.firstOfTest(form.records()), data.standardization());
        List<Stand> stands = run.stands();
        List<Point> points = new ArrayList<>();
        for (Stand stand : stands) {
            Scorer.Score score = scorer.of(stand.theta());
            points.add(new Point(stand.round(), stand.training(), stand.wall(), score.nats(), score.evaluations()));
        }
        Course course = new Course(
                build.name(), training.name(), new Curve(points), run.launch().seconds());
        Point end = course.curve().end();
        told.accept("  %s nats after %s s of training; the whole command took %s s"
                .formatted(
                        Target.number(end.nats(), 3),
                        Target.number(end.training(), 1),
                        Target.number(course.whole(), 1)));
        return course;
    }

    /** Peers that can run; of the others it is told why not. */
    List<Course> peers(Peers peers) throws IOException, InterruptedException {
        List<Course> courses = new ArrayList<>();
        for (Peers.Program program : Peers.Program.values()) {
            var obstacle = peers.obstacle(program);
            if (obstacle.isPresent()) {
                told.accept("left out: " + obstacle.get());
                continue;
            }
            List<Integer> lengths =
                    program == Peers.Program.LIKELIHOOD ? form.likelihoodSeconds() : form.matchingSeconds();
            for (int seconds : lengths) {
                told.accept("%s, %d s ...".formatted(program.file(), seconds));
                courses.add(
                        program == Peers.Program.LIKELIHOOD
                                ? peers.likelihood(seconds)
                                : peers.matching(seconds, form.records()));
            }
        }
        return courses;
    }
}
