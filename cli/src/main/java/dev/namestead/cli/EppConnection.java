package dev.namestead.cli;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.PasswordRotation;
import dev.namestead.epp.client.PasswordVault;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.server.app.configuration.RegistryConfiguration;
import dev.namestead.server.registry.epp.SubProducts;
import dev.namestead.server.registry.epp.TlsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a registry is and who we are there: from options, or from the configuration that names it. */
final class EppConnection {

    private static final int HIGHEST_PORT = 65_535;
    private static final String HOST_AND_PORT = "(.+):([0-9]{1,5})";

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Option(names = "--user", paramLabel = "CLID", description = "our id at the registry")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "the password; never on the command line")
    private @Nullable Path passwordFile;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            defaultValue = "NAMESTEAD_EPP_PASSWORD",
            description = "the variable that has the password, ${DEFAULT-VALUE} unless given")
    private String passwordVariable = "";

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM of the authorities to trust; else the JDK's")
    private @Nullable Path authority;

    @Option(names = "--certificate", paramLabel = "FILE", description = "PEM of the certificate that we show")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "PEM of its key, unencrypted PKCS#8")
    private @Nullable Path key;

    @Option(names = "--pin", paramLabel = "SHA256", description = "the only server keys to accept, in base 64")
    private List<String> pins = List.of();

    @Option(names = "--server-name", paramLabel = "NAME", description = "what the server's certificate is for")
    private @Nullable String serverName;

    @Option(names = "--prefix", paramLabel = "PREFIX=URI", description = "writes a namespace with this prefix")
    private List<String> prefixes = List.of();

    @Option(
            names = "--sub-product",
            paramLabel = "EXTENSION=NAME",
            description = "what the registry calls an extension, such as com=dotCOM, where each command must say it")
    private Map<String, String> subProducts = Map.of();

    /** Who is to be reached, and how. */
    private record Target(
            EppEndpoint endpoint,
            String user,
            PasswordVault vault,
            Map<String, String> prefixes,
            Map<String, String> subProducts) {}

    /** A registry to log in at, and what it wants to be told in each command. */
    record Reached(PasswordRotation sessions, SubProducts subProducts) {}

    Reached reach(String registry, @Nullable Path newPassword, Watchdog watchdog, FrameListener shown) {
        Target target = registry.matches(HOST_AND_PORT)
                ? fromOptions(registry, newPassword)
                : fromConfiguration(registry, newPassword);
        var client = new EppClient(
                target.endpoint(), EppCodec.withPrefixes(target.prefixes()), watchdog, shown, EppConnection::newClTrid);
        var sessions = new PasswordRotation(
                client,
                (pw, newPw) -> new EppCredentials(
                                target.user(),
                                pw,
                                newPw,
                                List.of(
                                        EppNamespace.DOMAIN,
                                        EppNamespace.HOST,
                                        EppNamespace.CONTACT,
                                        EppNamespace.BALANCE),
                                extensions())
                        .from("Namestead"),
                target.vault());
        return new Reached(sessions, new SubProducts(target.subProducts()));
    }

    static String newClTrid() {
        return "OPERATOR-" + UUID.randomUUID();
    }

    /** All that can be read: an operator wants to see everything. */
    private static List<String> extensions() {
        List<String> uris = new ArrayList<>(FeeVersion.namespaces());
        uris.addAll(List.of(
                EppNamespace.RGP,
                EppNamespace.SECDNS,
                EppNamespace.LAUNCH,
                EppNamespace.LOGIN_SEC,
                EppNamespace.CHANGE_POLL,
                EppNamespace.NAMESTORE,
                EppNamespace.UNHANDLED));
        return uris;
    }

    private Target fromOptions(String registry, @Nullable Path newPassword) {
        int colon = registry.lastIndexOf(':');
        String host = registry.substring(0, colon);
        int port = Integer.parseInt(registry.substring(colon + 1));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new RefusedException("a port is a number from 1 to " + HIGHEST_PORT + ", that of EPP usually 700");
        }
        if (user == null) {
            throw new RefusedException("--user is missing: our id at the registry");
        }
        var endpoint = new EppEndpoint(
                host,
                port,
                serverName == null ? host : serverName,
                tls(Optional.ofNullable(authority), Optional.ofNullable(certificate), Optional.ofNullable(key)),
                new HashSet<>(pins),
                EppFrames.DEFAULT_MAX_BYTES);
        return new Target(endpoint, user, vault(newPassword, null), prefixes(Map.of()), subProducts);
    }

    private Target fromConfiguration(String id, @Nullable Path newPassword) {
        RegistryConfiguration found = configuration.registries().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(id
                        + " is neither HOST:PORT nor a registry of the configuration (--config), nor"
                        + " one of a sandbox that runs (--data)"));
        Set<String> pinned = new HashSet<>(found.dialect().pins());
        pinned.addAll(pins);
        var endpoint = new EppEndpoint(
                found.host(),
                found.port(),
                found.serverName(),
                tls(
                        found.ca(),
                        found.clientCertificate().map(RegistryConfiguration.ClientCertificate::certificate),
                        found.clientCertificate().map(RegistryConfiguration.ClientCertificate::key)),
                pinned,
                EppFrames.DEFAULT_MAX_BYTES);
        return new Target(
                endpoint,
                user == null ? found.user() : user,
                vault(newPassword, found.password().value()),
                prefixes(found.dialect().prefixes()),
                subProducts.isEmpty() ? found.dialect().subProducts() : subProducts);
    }

    private PasswordVault vault(@Nullable Path newPassword, @Nullable String configured) {
        if (passwordFile != null) {
            return new PasswordFiles(passwordFile, newPassword);
        }
        if (newPassword != null) {
            throw new RefusedException("to change a password, --password-file must name the file of the present one");
        }
        String password = configured == null ? System.getenv(passwordVariable) : configured;
        if (password == null) {
            throw new RefusedException("no password: --password-file, or the variable " + passwordVariable);
        }
        return PasswordFiles.fixed(password);
    }

    private static javax.net.ssl.SSLContext tls(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
        if (certificate.isPresent() != key.isPresent()) {
            throw new RefusedException("--certificate and --key come together");
        }
        try {
            return TlsFiles.context(ca, certificate, key);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> prefixes(Map<String, String> configured) {
        Map<String, String> all = new HashMap<>(configured);
        for (String prefix : prefixes) {
            int equals = prefix.indexOf('=');
            if (equals <= 0) {
                throw new RefusedException("--prefix has the form prefix=namespace");
            }
            all.put(prefix.substring(equals + 1), prefix.substring(0, equals));
        }
        return all;
    }
}
