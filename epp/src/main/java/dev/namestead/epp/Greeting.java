package dev.namestead.epp;

import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server says on connect and after {@code hello} (RFC 5730 section 2.4).
 *
 * @param svDate the server's clock in UTC; null where the server sent none that can be read
 * @param dcp the data collection policy as it stands; a client has no use for its parts
 */
public record Greeting(
        String svId,
        @Nullable Instant svDate,
        List<String> versions,
        List<String> languages,
        List<String> objUris,
        List<String> extUris,
        @Nullable XmlElement dcp)
        implements EppMessage {

    public Greeting {
        versions = List.copyOf(versions);
        languages = List.copyOf(languages);
        objUris = List.copyOf(objUris);
        extUris = List.copyOf(extUris);
    }

    /** A greeting of version 1.0 in English, with the policy "for provisioning, to us, as stated". */
    public static Greeting of(String svId, Instant svDate, List<String> objUris, List<String> extUris) {
        return new Greeting(svId, svDate, List.of("1.0"), List.of("en"), objUris, extUris, statedPolicy());
    }

    /** Whether that kind of object or extension is named. */
    public boolean offers(String uri) {
        return objUris.contains(uri) || extUris.contains(uri);
    }

    private static XmlElement statedPolicy() {
        var dcp = new XmlBuilder(EppNamespace.EPP, "dcp");
        var statement = dcp.nested("statement")
                .child(dcp.nested("purpose").emptyChild("admin").emptyChild("prov"))
                .child(dcp.nested("recipient").emptyChild("ours").emptyChild("public"))
                .child(dcp.nested("retention").emptyChild("stated"));
        return dcp.child(dcp.nested("access").emptyChild("all"))
                .child(statement)
                .build();
    }
}
