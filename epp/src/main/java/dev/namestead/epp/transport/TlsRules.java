package dev.namestead.epp.transport;

import java.util.Arrays;
import javax.net.ssl.SSLParameters;

/** What both ends allow: TLS 1.3 and 1.2 with authenticated encryption and forward secrecy (RFC 9325). */
public final class TlsRules {

    private TlsRules() {}

    /** Leaves nothing else in the parameters, whatever the JDK allows. */
    public static void apply(SSLParameters parameters) {
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                .filter(suite -> suite.contains("_GCM_") || suite.contains("_CHACHA20_"))
                .filter(suite -> suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_"))
                .toArray(String[]::new));
    }
}
