package dev.rdi.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules, as ARCHITECTURE.md draws them; anything else fails the build. */
class ArchitectureTest {

    /** Who uses whom directly; what is used that way may be used in turn. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("wire", List.of("model")),
            Map.entry("config", List.of("model")),
            Map.entry("expression", List.of("model")),
            Map.entry("transform", List.of("config", "expression", "model")),
            Map.entry("redis", List.of("model", "config")),
            Map.entry("source", List.of("wire", "redis")),
            Map.entry("collector", List.of("wire", "redis", "config")),
            Map.entry("processor", List.of("wire", "transform", "redis")),
            Map.entry("cli", List.of("transform", "redis")),
            Map.entry("control", List.of("processor", "source", "wire", "transform", "redis")),
            Map.entry("app", List.of("cli", "collector", "processor", "control")),
            Map.entry("embedded", List.of()),
            Map.entry("demo", List.of("app", "embedded")),
            Map.entry("testing", List.of("embedded")),
            Map.entry("benchmarks", List.of("app", "embedded", "testing")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rdi");

    static Stream<String> modules() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleUsesOnlyWhatItsArrowsPointAt(String module) {
        Set<String> forbidden = new TreeSet<>(ARROWS.keySet());
        forbidden.remove(module);
        forbidden.removeAll(reachable(module));
        noClasses()
                .that()
                .resideInAPackage(packages(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(ArchitectureTest::packages).toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageBelongsToAModule() {
        assertThat(CLASSES.stream().map(type -> module(type.getPackageName())).distinct())
                .isSubsetOf(ARROWS.keySet())
                .contains("model", "redis", "collector", "processor", "app", "demo");
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("dev.rdi.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheRedisModuleUsesTheRedisClient() {
        classes()
                .that(not(resideInAPackage(packages("redis"))))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("redis.clients..")))
                .check(CLASSES);
    }

    @Test
    void onlyTheCollectorUsesDebezium() {
        classes()
                .that(not(resideInAPackage(packages("collector"))))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("io.debezium..").or(resideInAPackage("org.apache.kafka.."))))
                .check(CLASSES);
    }

    private static Set<String> reachable(String module) {
        Set<String> reachable = new LinkedHashSet<>();
        for (String used : ARROWS.getOrDefault(module, List.of())) {
            reachable.add(used);
            reachable.addAll(reachable(used));
        }
        return reachable;
    }

    private static String module(String packageName) {
        return packageName.replaceFirst("dev\\.rdi\\.", "").replaceFirst("\\..*", "");
    }

    private static String packages(String module) {
        return "dev.rdi." + module + "..";
    }
}
