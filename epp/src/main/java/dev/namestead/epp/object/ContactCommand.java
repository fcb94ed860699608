package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ObjectCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on contacts (RFC 5733 section 3). Ids are chosen by the client, 3 to 16 characters. */
public sealed interface ContactCommand extends ObjectCommand {

    @Override
    default String namespace() {
        return EppNamespace.CONTACT;
    }

    /** Asks whether ids are free (RFC 5733 section 3.1.1). */
    record Check(List<String> ids) implements ContactCommand {
        public Check {
            ids = List.copyOf(ids);
        }

        @Override
        public String verb() {
            return "check";
        }
    }

    /** Asks for a contact; authInfo shows it to who is not its sponsor (RFC 5733 section 3.1.2). */
    record Info(String id, @Nullable AuthInfo authInfo) implements ContactCommand {
        @Override
        public String verb() {
            return "info";
        }
    }

    /**
     * Makes a contact (RFC 5733 section 3.2.1).
     *
     * @param postalInfos one or two, of different types
     */
    record Create(
            String id,
            List<PostalInfo> postalInfos,
            @Nullable Phone voice,
            @Nullable Phone fax,
            String email,
            AuthInfo authInfo,
            @Nullable Disclose disclose)
            implements ContactCommand {
        public Create {
            postalInfos = List.copyOf(postalInfos);
        }

        @Override
        public String verb() {
            return "create";
        }

        /** Without what it says of a person. */
        @Override
        public String toString() {
            return "ContactCommand.Create[" + id + ", ***]";
        }
    }

    /** Deletes a contact that nothing is linked to (RFC 5733 section 3.2.2). */
    record Delete(String id) implements ContactCommand {
        @Override
        public String verb() {
            return "delete";
        }
    }

    /** Moves a contact to another sponsor (RFC 5733 sections 3.1.3 and 3.2.4). */
    record Transfer(TransferOp op, String id, @Nullable AuthInfo authInfo) implements ContactCommand {
        @Override
        public String verb() {
            return "transfer";
        }

        @Override
        public boolean transforms() {
            return op != TransferOp.QUERY;
        }
    }

    /** Changes a contact (RFC 5733 section 3.2.5). */
    record Update(
            String id,
            List<EppStatus> add,
            List<EppStatus> remove,
            @Nullable Change change) implements ContactCommand {
        public Update {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }

        @Override
        public String verb() {
            return "update";
        }
    }

    /** What is null stays as it is. */
    record Change(
            List<PostalInfo> postalInfos,
            @Nullable Phone voice,
            @Nullable Phone fax,
            @Nullable String email,
            @Nullable AuthInfo authInfo,
            @Nullable Disclose disclose) {
        public Change {
            postalInfos = List.copyOf(postalInfos);
        }

        /** Without what it says of a person. */
        @Override
        public String toString() {
            return "ContactCommand.Change[***]";
        }
    }
}
