package dev.namestead.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;

/** What this program is, as the build wrote it down. */
final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/namestead-version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        }
        return new String[] {
            "namestead " + properties.getProperty("version", "(not built by Maven)"), "Java " + Runtime.version()
        };
    }
}
