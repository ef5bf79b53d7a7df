package io.tacit.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tacit.spark.metrics.StandardStream;

/** What may depend on what in {@code spark-runner}. */
@AnalyzeClasses(packages = "io.tacit.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Raised as the code grows: a scan that sees nothing would let every rule below pass. */
    private static final int CLASSES_AT_LEAST = 100;

    @ArchTest
    static void enough_classes_were_scanned(JavaClasses scanned) {
        assertThat(scanned).hasSizeGreaterThanOrEqualTo(CLASSES_AT_LEAST);
    }

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.tacit.spark.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule what_a_worker_computes_is_free_of_spark = noClasses()
            .that()
            .resideInAPackage("io.tacit.spark.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule compression_is_pure = classes()
            .that()
            .resideInAPackage("io.tacit.spark.compress")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.tacit.spark.compress", "io.tacit.core.tensor", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule nobody_depends_on_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage("io.tacit.spark.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tacit.spark.cli..")
            .allowEmptyShould(true);

    /** {@link StandardStream} prints nothing: it keeps hold of the streams for who does. */
    @ArchTest
    static final ArchRule only_the_command_line_prints = noClasses()
            .that()
            .resideOutsideOfPackage("io.tacit.spark.cli..")
            .and()
            .areNotAssignableTo(StandardStream.class)
            .should(ACCESS_STANDARD_STREAMS);
}
