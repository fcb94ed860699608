package dev.namestead.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.namestead.server.database.Tx;

/** Who may see whom, as ARCHITECTURE.md says it. */
@AnalyzeClasses(packages = "dev.namestead.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.namestead.server.";

    @ArchTest
    static final ArchRule features_haveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule epp_isSeenByTheRegistryAdapterOnly = noClasses()
            .that(are(not(resideInAPackage(ROOT + "registry.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.namestead.epp..")
            .because("what a registry said is an outcome by the time that anybody else hears of it");

    @ArchTest
    static final ArchRule http_isSeenByTheCompositionOnly = noClasses()
            .that(are(not(resideInAnyPackage(ROOT + "api..", ROOT + "app.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "api..")
            .because("features are called by the HTTP surface and do not know of it");

    @ArchTest
    static final ArchRule workflow_knowsNoDomains = classes()
            .that()
            .resideInAPackage(ROOT + "workflow..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.namestead.server.."))
                    .or(resideInAnyPackage(ROOT + "workflow..", ROOT + "database..", ROOT + "audit..")));

    @ArchTest
    static final ArchRule billing_knowsNoDomains = classes()
            .that()
            .resideInAPackage(ROOT + "billing..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.namestead.server.."))
                    .or(resideInAnyPackage(ROOT + "billing..", ROOT + "database..", ROOT + "audit..")));

    @ArchTest
    static final ArchRule sql_standsInStoresOnly = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .resideOutsideOfPackages(ROOT + "database..")
            .should()
            .callMethod(Tx.class, "sql")
            .because("whoever changes the schema must find every statement");

    @ArchTest
    static final ArchRule nothingStatic_holdsState =
            fields().that().areStatic().should().haveModifier(FINAL).because("a process may hold several environments");

    @ArchTest
    static final ArchRule names_areNeverIdna2003 = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.IDN")
            .because("it maps ß to ss, which is another name");
}
