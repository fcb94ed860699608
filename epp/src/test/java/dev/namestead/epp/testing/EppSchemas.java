package dev.namestead.epp.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * Judges frames by the schemas of the RFCs. The schemas are no part of the project: they are looked for
 * in {@code ../shared/reference/epp-xsd} beside the repository, or where the system property
 * {@code namestead.epp.xsd} says. Where they are missing, nothing is judged, and that is said once.
 */
public final class EppSchemas {

    public static final String PROPERTY = "namestead.epp.xsd";

    /** What others import comes first, or it does not resolve. */
    private static final List<String> FILES = List.of(
            "eppcom-1.0",
            "epp-1.0",
            "host-1.0",
            "contact-1.0",
            "domain-1.0",
            "xmldsig-core-schema",
            "mark-1.0",
            "signedMark-1.0",
            "launch-1.0",
            "rgp-1.0",
            "secDNS-1.1",
            "fee-1.0",
            "loginSec-1.0",
            "changePoll-1.0",
            "idn-1.0",
            "allocationToken-1.0",
            "namestoreExt-1.1",
            "idnLang-1.0",
            "sync-1.0",
            "org-1.0",
            "orgext-1.0",
            "ttl-1.0",
            "maintenance-1.0",
            "balance-1.0",
            "lowbalance-poll-1.0",
            "charge-1.0",
            "fury-2.1",
            "verificationCode-1.0");

    /** It points outside, and nothing in it is needed. */
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^\\[>]*(\\[.*?\\]\\s*)?>", Pattern.DOTALL);

    private static final Optional<EppSchemas> FOUND = load();

    private final Schema schema;

    private EppSchemas(Schema schema) {
        this.schema = schema;
    }

    /** The schemas, where they are; loaded once, since they cannot change while tests run. */
    public static Optional<EppSchemas> find() {
        return FOUND;
    }

    /** Throws an {@link AssertionError} with the frame if a schema refuses it. */
    public static void assertValid(byte[] xml) {
        FOUND.ifPresent(schemas -> {
            try {
                schemas.schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
            } catch (SAXException e) {
                throw new AssertionError(e.getMessage() + "\n" + new String(xml, StandardCharsets.UTF_8), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Optional<EppSchemas> load() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            System.out.println("EPP frames are not checked against schemas: " + folder + " is missing (set -D"
                    + PROPERTY + "=<folder> to the folder that holds them)");
            return Optional.empty();
        }
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            Source[] sources = FILES.stream().map(file -> source(folder, file)).toArray(Source[]::new);
            return Optional.of(new EppSchemas(factory.newSchema(sources)));
        } catch (SAXException e) {
            throw new IllegalStateException("the schemas in " + folder + " cannot be loaded", e);
        }
    }

    private static Source source(Path folder, String file) {
        Path path = folder.resolve(file + ".xsd");
        try {
            String text = DOCTYPE.matcher(Files.readString(path)).replaceFirst("");
            return new StreamSource(new StringReader(text), path.toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        String configured = System.getProperty(PROPERTY);
        if (configured != null) {
            return Path.of(configured);
        }
        Path root = Path.of("").toAbsolutePath();
        for (Path up = root; up != null && Files.exists(up.resolve("pom.xml")); up = up.getParent()) {
            root = up;
        }
        return root.resolve("../shared/reference/epp-xsd").normalize();
    }
}
