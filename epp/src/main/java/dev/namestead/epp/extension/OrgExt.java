package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.util.List;

/** Organizations of an object, such as its reseller (RFC 8544). */
public sealed interface OrgExt extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.ORG_EXT;
    }

    /** In a create. */
    record Create(List<Org> organizations) implements OrgExt {
        public Create {
            organizations = List.copyOf(organizations);
        }
    }

    /** In the answer to an info. */
    record Info(List<Org> organizations) implements OrgExt {
        public Info {
            organizations = List.copyOf(organizations);
        }
    }

    /** In an update. */
    record Update(List<Org> add, List<Org> remove, List<Org> change) implements OrgExt {
        public Update {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
            change = List.copyOf(change);
        }
    }

    /**
     * An organization and what it is to the object.
     *
     * @param id empty where an update changes a role to none
     */
    record Org(String role, String id) {}
}
