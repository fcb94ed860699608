package dev.namestead.sandbox;

import dev.namestead.sandbox.storage.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses, logins and authority of the sandbox registries as shell variables, for who connects to them. */
public final class SandboxEnvFile {
    private SandboxEnvFile() {}

    /** The variables in the order of the file. */
    public static Map<String, String> variables(SandboxRegistries registries) {
        Map<String, String> variables = new LinkedHashMap<>();
        Logins logins = registries.logins();
        for (String id : registries.ids()) {
            String prefix = "EPP_" + id.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
            variables.put(prefix + "HOST", registries.host());
            variables.put(prefix + "PORT", Integer.toString(registries.port(id)));
            variables.put(prefix + "USER", logins.registrar());
            variables.put(prefix + "PASSWORD", logins.passwords().getOrDefault(id, ""));
            variables.put(prefix + "OTHER_USER", logins.other());
            variables.put(prefix + "OTHER_PASSWORD", logins.otherPasswords().getOrDefault(id, ""));
            variables.put(
                    prefix + "EXTENSION",
                    registries.profile(id).extensions().keySet().stream()
                            .findFirst()
                            .orElse(""));
        }
        variables.put("EPP_CA", registries.authorityPem().toString());
        variables.put(
                "EPP_CERTIFICATE", registries.certificatePem(logins.registrar()).toString());
        variables.put("EPP_KEY", registries.keyPem(logins.registrar()).toString());
        variables.put(
                "EPP_OTHER_CERTIFICATE",
                registries.certificatePem(logins.other()).toString());
        variables.put("EPP_OTHER_KEY", registries.keyPem(logins.other()).toString());
        variables.put("SANDBOX_CONTROL_URL", registries.controlUrl());
        variables.put("SANDBOX_CONTROL_TOKEN", registries.controlToken());
        return variables;
    }

    /** Writes the file with mode 0600, as a whole. */
    public static void write(Path file, SandboxRegistries registries) throws IOException {
        PrivateFiles.write(
                file,
                variables(registries).entrySet().stream()
                        .map(entry -> "export " + entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
                        .collect(Collectors.joining()));
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9._:/@+-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
