package io.tacit.core.engine.plan;

import io.tacit.core.program.Binary;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Reshape;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameter cotangents as sums of terms. Since runs add to the gradient, each term can be added on its own: a sum over examples goes straight
 * to its place, with nothing of the size of θ in between.
 */
record GradientTerms(List<Term> terms) {

    /**
     * A summand.
     *
     * @param offset place of the parameter in θ
     */
    record Term(Expr value, int offset) {}

    static GradientTerms of(Program program) {
        List<Term> terms = new ArrayList<>();
        for (Program.Output o : program.outputs()) {
            o.gradientOf()
                    .ifPresent(p -> split(o.expr(), program.layout().entry(p).offset(), terms));
        }
        return new GradientTerms(terms);
    }

    private static void split(Expr e, int offset, List<Term> terms) {
        if (e.op() == Binary.ADD) {
            split(e.input(0), offset, terms);
            split(e.input(1), offset, terms);
        } else if (e.op() instanceof Reshape) {
            split(e.input(0), offset, terms);
        } else {
            terms.add(new Term(e, offset));
        }
    }
}
