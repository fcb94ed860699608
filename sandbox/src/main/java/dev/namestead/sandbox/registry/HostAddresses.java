package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.HostAddress;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** Glue: literal IPv4 and IPv6 addresses, compared as they are written in lower case. */
final class HostAddresses {
    private static final int MOST = 10;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");

    private HostAddresses() {}

    static void add(SortedSet<String> addresses, List<HostAddress> more) {
        for (HostAddress address : more) {
            if (!addresses.add(literal(address))) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, address.address() + " is there already");
            }
        }
        if (addresses.size() > MOST) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "more than " + MOST + " addresses");
        }
    }

    static void remove(SortedSet<String> addresses, List<HostAddress> gone) {
        for (HostAddress address : gone) {
            if (!addresses.remove(literal(address))) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, address.address() + " is not there");
            }
        }
    }

    private static String literal(HostAddress address) {
        String text = address.address().toLowerCase(Locale.ROOT);
        boolean valid = address.version() == HostAddress.Version.V6
                ? isV6(text)
                : V4.matcher(text).matches();
        if (!valid) {
            throw new Refusal(EppResultCode.PARAMETER_SYNTAX, "address " + address.address());
        }
        return text;
    }

    private static boolean isV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        String before = gap < 0 ? text : text.substring(0, gap);
        String after = gap < 0 ? "" : text.substring(gap + 2);
        int groups = groups(before) + groups(after);
        return gap < 0 ? groups == 8 : groups >= 0 && groups < 8;
    }

    /** How many groups, or a large negative number when one is malformed. */
    private static int groups(String part) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] groups = part.split(":", -1);
        for (String group : groups) {
            if (!GROUP.matcher(group).matches()) {
                return -100;
            }
        }
        return groups.length;
    }
}
