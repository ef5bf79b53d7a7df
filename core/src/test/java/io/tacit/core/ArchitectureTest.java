package io.tacit.core;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** What may depend on what in {@code core}. */
@AnalyzeClasses(packages = "io.tacit.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Raised as the code grows: a scan that sees nothing would let every rule below pass. */
    private static final int CLASSES_AT_LEAST = 100;

    @ArchTest
    static void enough_classes_were_scanned(JavaClasses scanned) {
        assertThat(scanned).hasSizeGreaterThanOrEqualTo(CLASSES_AT_LEAST);
    }

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.tacit.core.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule core_knows_nothing_of_the_cluster = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "akka..", "scala..", "io.tacit.spark..");

    @ArchTest
    static final ArchRule nd4j_stays_behind_its_engine = noClasses()
            .that()
            .resideOutsideOfPackage("io.tacit.core.engine.nd4j")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule solvers_do_not_know_adjoints = noClasses()
            .that()
            .resideInAPackage("..solve..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..adjoint..")
            .allowEmptyShould(true);

    /** {@code Math} leaves the last bit of these to the JDK and the processor, {@code StrictMath} does not. */
    @ArchTest
    static final ArchRule functions_have_the_same_bits_on_every_jdk = noClasses()
            .should()
            .accessTargetWhere(target(owner(type(Math.class)))
                    .and(target(nameMatching("a?(sin|cos|tan)h?|atan2|exp|expm1|log|log1p|log10|pow|cbrt|hypot"))));

    @ArchTest
    static final ArchRule nothing_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
