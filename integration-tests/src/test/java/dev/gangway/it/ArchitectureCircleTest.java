package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;

/** The rule about circles must be able to fail. */
class ArchitectureCircleTest {
    @Test
    void twoPackagesThatNeedEachOtherAreFoundAndNamed() {
        var classes = new ClassFileImporter().importPackages("dev.gangway.it.circle");

        EvaluationResult result = ArchitectureTest.PACKAGES_HAVE_NO_CYCLES.evaluate(classes);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString())
                .contains("Slice it.circle.here")
                .contains("Slice it.circle.there");
    }

    @Test
    void oneOfThemAloneIsNoCircle() {
        var classes = new ClassFileImporter().importPackages("dev.gangway.it.circle.here");

        assertThat(ArchitectureTest.PACKAGES_HAVE_NO_CYCLES.evaluate(classes).hasViolation())
                .isFalse();
    }
}
