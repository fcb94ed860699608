package dev.namestead.epp.extension;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The extensions that this library speaks. */
public final class ExtensionCodecs {

    private ExtensionCodecs() {}

    /** One codec for each namespace of an extension, all versions of the fee extension among them. */
    public static List<ExtensionCodec> all() {
        Stream<ExtensionCodec> fees = Arrays.stream(FeeVersion.values()).map(FeeCodec::new);
        return Stream.concat(
                        Stream.of(
                                new SecDnsCodec(),
                                new RgpCodec(),
                                new LaunchCodec(),
                                new LoginSecCodec(),
                                new ChangePollCodec(),
                                new AllocationTokenCodec(),
                                new NamestoreCodec(),
                                new IdnCodec(),
                                new IdnLangCodec(),
                                new SyncCodec(),
                                new OrgExtCodec(),
                                new TtlCodec(),
                                new ChargeCodec()),
                        fees)
                .toList();
    }
}
