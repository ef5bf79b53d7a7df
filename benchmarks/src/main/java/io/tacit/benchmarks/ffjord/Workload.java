package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.GemmRate.Weights;
import io.tacit.core.data.Examples;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.nn.ConcatSquash;
import io.tacit.core.nn.Initializer;
import io.tacit.core.nn.Module;
import io.tacit.core.nn.Net;
import io.tacit.core.nn.Sequential;
import io.tacit.core.random.RandomKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The flow and the data that PyTorch's peers are measured with: concat-squash layers with tanh between them; examples from two clouds around
 * ±(1.5, …, 1.5) with deviation ½.
 *
 * @param layers hidden layers
 * @param t1 length of the flow's time
 */
public record Workload(int dim, int hidden, int layers, int batch, double t1, Beginning beginning) {

    /** How parameters begin; the number of steps that an adaptive solver takes depends on it. */
    public enum Beginning {
        /** Of the adaptive peer: W uniform on ±1/√in, shift and gate uniform on ±0.1, biases zero. */
        UNIFORM {
            @Override
            Initializer of(String parameter, int in) {
                return switch (parameter) {
                    case "weight" -> Initializer.fanIn(in);
                    case "shift", "gate" -> Initializer.uniform(-0.1, 0.1);
                    default -> Initializer.constant(0);
                };
            }
        },
        /** Of the peer with a fixed schedule: W normal with deviation 1/√in, gate 0.3, all else 0.1. */
        NORMAL {
            @Override
            Initializer of(String parameter, int in) {
                return switch (parameter) {
                    case "weight" -> Initializer.normal(1 / Math.sqrt(in));
                    case "gate" -> Initializer.normal(0.3);
                    default -> Initializer.normal(0.1);
                };
            }
        };

        abstract Initializer of(String parameter, int in);
    }

    public Workload {
        if (dim < 1 || hidden < 1 || layers < 1 || batch < 1) {
            throw new IllegalArgumentException("workload: expected dim, hidden, layers and batch of 1 or more, got "
                    + List.of(dim, hidden, layers, batch));
        }
    }

    public Workload withT1(double other) {
        return new Workload(dim, hidden, layers, batch, other, beginning);
    }

    /** The flow. */
    public Cnf cnf() {
        List<Module> parts = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            parts.add(ConcatSquash.of(hidden));
            parts.add(Activation.TANH);
        }
        parts.add(ConcatSquash.of(dim));
        Net traced = Net.field(new Sequential(parts), dim);
        return new Cnf(List.of(new Net(traced.program(), initializers(traced))), t1);
    }

    private Map<String, Initializer> initializers(Net net) {
        Map<String, Initializer> rules = new LinkedHashMap<>();
        net.program().layout().entries().forEach(e -> {
            String parameter = e.name().substring(e.name().lastIndexOf('.') + 1);
            rules.put(e.name(), beginning.of(parameter, e.shape().get(e.shape().size() - 1)));
        });
        return rules;
    }

    /** Weight matrices of the flow, first layer first. */
    public List<Weights> weights() {
        return cnf().layout().entries().stream()
                .filter(e -> e.shape().size() == 2)
                .map(e -> new Weights(e.shape().get(0), e.shape().get(1)))
                .collect(Collectors.toList());
    }

    /** The batch, the same for every step. */
    public Examples examples(RandomKey key) {
        float[] rows = new float[batch * dim];
        for (int b = 0; b < batch; b++) {
            RandomKey own = key.with(b);
            double centre = 1.5 * own.rademacher(dim);
            for (int i = 0; i < dim; i++) {
                rows[b * dim + i] = (float) (0.5 * own.gaussian(i) + centre);
            }
        }
        return Examples.rows(dim, rows, LongStream.range(0, batch).toArray());
    }
}
