package dev.namestead.server.lifecycle;

import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.sandbox.SandboxConfig;
import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.registry.epp.RegistrySettings;
import dev.namestead.server.registry.epp.TlsFiles;
import dev.namestead.server.sandbox.RegistryControl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Sandbox registries for stories, each time new ones and in memory: nothing here outlives a crash, and years are many journal entries. */
final class LifeRegistries implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final SandboxRegistries sandbox;
    private final RegistryControl control;
    private final Catalog catalog;
    private final AtomicInteger worlds = new AtomicInteger();

    /** The plain ones. */
    static LifeRegistries plain(Path directory) {
        return new LifeRegistries(directory, Profiles.builtIn(), Catalog.builtIn());
    }

    /** Those of these ids; each sells what is its own and no one before it sells. */
    static LifeRegistries of(Path directory, Catalog catalog, List<String> ids) {
        List<RegistryProfile> profiles = Profiles.chosen(ids);
        return new LifeRegistries(
                directory,
                profiles,
                catalog.heldBy(profiles.stream()
                        .collect(Collectors.toMap(
                                RegistryProfile::id,
                                profile -> List.copyOf(profile.extensions().keySet())))));
    }

    private LifeRegistries(Path directory, List<RegistryProfile> profiles, Catalog catalog) {
        this.catalog = catalog;
        sandbox = SandboxRegistries.start(SandboxConfig.in(directory).withProfiles(profiles));
        control = new RegistryControl(URI.create(sandbox.controlUrl()), sandbox.controlToken());
    }

    /**
     * Registries with a clock of their own.
     *
     * @param registryOf by extension
     */
    record Opened(
            RegistryControl control,
            List<RegistrySettings> settings,
            Catalog catalog,
            Function<String, String> registryOf,
            Runnable ending)
            implements AutoCloseable {
        List<String> ids() {
            return settings.stream().map(RegistrySettings::id).toList();
        }

        @Override
        public void close() {
            ending.run();
        }
    }

    Opened open() {
        String id = "life" + worlds.incrementAndGet();
        JsonNode made = control.send("POST", "/worlds", Map.of("id", id, "seconds", LONGEST.toSeconds()));
        Map<String, JsonNode> access = new HashMap<>();
        made.path("registries").forEach(each -> access.put(each.path("id").asString(), each));
        List<RegistrySettings> settings = sandbox.profiles().stream()
                .filter(profile -> access.containsKey(profile.id()))
                .map(profile -> settings(profile, access.get(profile.id())))
                .toList();
        return new Opened(
                control.ofWorld(id),
                settings,
                catalog,
                extension -> catalog.find(extension).orElseThrow().registryId(),
                () -> control.send("DELETE", "/worlds/" + id, null));
    }

    private RegistrySettings settings(RegistryProfile profile, JsonNode access) {
        String us = access.path("user").asString();
        boolean shown = profile.habits().clientCertificate();
        var tls = TlsFiles.context(
                Optional.of(sandbox.authorityPem()),
                shown ? Optional.of(sandbox.certificatePem(us)) : Optional.empty(),
                shown ? Optional.of(sandbox.keyPem(us)) : Optional.empty());
        var endpoint = EppEndpoint.of(sandbox.host(), access.path("port").asInt(), sandbox.host(), tls);
        return RegistrySettings.of(
                        profile.id(), endpoint, us, access.path("password").asString(), profile.isThick())
                .with(it -> {
                    it.subProducts = subProducts(profile);
                    it.deadlines = new RegistrySettings.Deadlines(LONG, LONG, LONG);
                });
    }

    private static Map<String, String> subProducts(RegistryProfile profile) {
        Map<String, String> products = new TreeMap<>();
        profile.extensions().forEach((extension, terms) -> {
            if (profile.wantsSubProduct() && terms.subProduct() != null) {
                products.put(extension, terms.subProduct());
            }
        });
        return products;
    }

    @Override
    public void close() {
        control.close();
        sandbox.close();
    }
}
