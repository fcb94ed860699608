---------------------------- MODULE Registration ----------------------------
(***************************************************************************)
(* The registration of one name: reservation, intent, hold, authorisation  *)
(* and capture, run by nodes with leases and fences, against a registry    *)
(* that loses commands and answers and commits late.  The invariants carry *)
(* the names that the simulation gives them (server/src/test, SafetyRules).*)
(*                                                                         *)
(* Time is left out but for what follows from it.  A lease may lapse at    *)
(* any moment, and its holder knows it no later than the database does.    *)
(* An attempt grows old only when nothing of it can be under way any more: *)
(* that is what the longest lease and the longest command are waited for.  *)
(*                                                                         *)
(* Each rule is a constant.  With one of them FALSE the checker must find  *)
(* a story in which an invariant breaks: a rule that nothing needs is not  *)
(* a rule, and a model that finds nothing then proves nothing.             *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, TLC

CONSTANTS
    Nodes,              \* who runs workflows
    Workflows,          \* requests for the one name, of different accounts
    MostAttempts,       \* creates that a workflow may send
    ReservesOnce,       \* one live reservation for a name
    ReadsBeforeFailing, \* no answer is no refusal
    AbsenceIsNoProof,   \* "no such object" after a lost answer voids nothing
    WaitsOut,           \* a refusal counts once no earlier attempt is under way
    ReadsAfterWaiting,  \* and was not when the registry was read
    FenceReachesWire,   \* no lease, no command
    FenceInDatabase,    \* no newest fence, no write
    PaymentHasKey       \* the same key is the same payment

VARIABLES
    step,     \* workflow -> where it stands in the database
    live,     \* workflow -> it holds the reservation
    hold,     \* workflow -> what became of the money set aside
    holder,   \* workflow -> the node that claimed it last: whose fence is the newest
    leased,   \* workflow -> that lease has not lapsed
    intent,   \* workflow -> attempt -> what is known of it
    node,     \* node -> what it does, for which workflow and attempt
    wire,     \* commands on their way
    answers,  \* answers on their way
    registry, \* whose the name is
    payment   \* workflow -> what the provider did for it

vars == <<step, live, hold, holder, leased, intent, node, wire, answers, registry, payment>>

Attempts == 1 .. MostAttempts
Idle == [at |-> "idle"]
Nobody == "nobody"
Rival == "rival"
Ended(w) == step[w] \in {"succeeded", "failed"}
Open(w) == step[w] # "none" /\ ~Ended(w)

(* "doubt": it may be under way, or have come through unheard. "old": it is not under way any more. *)
Made(w) == {k \in Attempts : intent[w][k] # "none"}
InDoubt(w) == {k \in Attempts : intent[w][k] \in {"doubt", "old"}}
UnderWay(w) == {k \in Attempts : intent[w][k] = "doubt"}

Works(n) == node[n] # Idle
MayWrite(n) == ~FenceInDatabase \/ holder[node[n].w] = n
MayAct(n) == ~FenceReachesWire \/ (holder[node[n].w] = n /\ leased[node[n].w])
GoesTo(n, at) == node' = [node EXCEPT ![n].at = at]
GoesBack(n) == node' = [node EXCEPT ![n].at = "run", ![n].k = 0, ![n].waits = FALSE]
Frees(n) == node' = [node EXCEPT ![n] = Idle]
Is(n, ats) == Works(n) /\ node[n].at \in ats
At(n, s) == Is(n, {"run"}) /\ step[node[n].w] = s /\ MayWrite(n)
Awaited(n) == [w |-> node[n].w, k |-> node[n].k]

Init ==
    /\ step = [w \in Workflows |-> "none"]
    /\ live = [w \in Workflows |-> FALSE]
    /\ hold = [w \in Workflows |-> "none"]
    /\ holder = [w \in Workflows |-> Nobody]
    /\ leased = [w \in Workflows |-> FALSE]
    /\ intent = [w \in Workflows |-> [k \in Attempts |-> "none"]]
    /\ node = [n \in Nodes |-> Idle]
    /\ wire = {}
    /\ answers = {}
    /\ registry = Nobody
    /\ payment = [w \in Workflows |-> "none"]

-----------------------------------------------------------------------------
(* Acceptance: one transaction. *)

Accept(w) ==
    /\ step[w] = "none"
    /\ IF ReservesOnce /\ \E v \in Workflows : live[v]
       THEN /\ step' = [step EXCEPT ![w] = "failed"]
            /\ UNCHANGED <<live, hold>>
       ELSE /\ step' = [step EXCEPT ![w] = "authorise"]
            /\ live' = [live EXCEPT ![w] = TRUE]
            /\ hold' = [hold EXCEPT ![w] = "held"]
    /\ UNCHANGED <<holder, leased, intent, node, wire, answers, registry, payment>>

-----------------------------------------------------------------------------
(* Leases. A process that starts again takes what it held itself at once. *)

Claim(n, w) ==
    /\ Open(w)
    /\ ~leased[w] \/ holder[w] = n
    /\ ~Works(n)
    /\ holder' = [holder EXCEPT ![w] = n]
    /\ leased' = [leased EXCEPT ![w] = TRUE]
    /\ node' = [node EXCEPT ![n] = [at |-> "run", w |-> w, k |-> 0, waits |-> FALSE]]
    /\ UNCHANGED <<step, live, hold, intent, wire, answers, registry, payment>>

(* A stopped holder keeps what it knows; a dead one forgets it. *)
Lapse(w) ==
    /\ leased[w]
    /\ leased' = [leased EXCEPT ![w] = FALSE]
    /\ UNCHANGED <<step, live, hold, holder, intent, node, wire, answers, registry, payment>>

Crash(n) ==
    /\ Works(n)
    /\ Frees(n)
    /\ answers' = {a \in answers : a.c # Awaited(n)}
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, registry, payment>>

(* The end of a step in the database: the workflow goes on from the next one. *)
Moves(n, to) ==
    /\ MayWrite(n)
    /\ step' = [step EXCEPT ![node[n].w] = to]
    /\ GoesBack(n)

(* The end of the workflow. *)
Ends(n, as) ==
    /\ MayWrite(n)
    /\ step' = [step EXCEPT ![node[n].w] = as]
    /\ leased' = [leased EXCEPT ![node[n].w] = FALSE]
    /\ Frees(n)

-----------------------------------------------------------------------------
(* Payment: the call and the commit are two. *)

Authorise(n) ==
    /\ At(n, "authorise")
    /\ payment' = [payment EXCEPT ![node[n].w] = IF @ = "none" THEN "reserved" ELSE @]
    /\ GoesTo(n, "authorised")
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, answers, registry>>

Authorised(n) ==
    /\ Is(n, {"authorised"})
    /\ Moves(n, "create")
    /\ UNCHANGED <<live, hold, holder, leased, intent, wire, answers, registry, payment>>

Capture(n) ==
    /\ At(n, "capture")
    /\ payment' = [payment EXCEPT ![node[n].w] =
            IF @ = "taken" /\ ~PaymentHasKey THEN "taken twice" ELSE IF @ = "reserved" THEN "taken" ELSE @]
    /\ GoesTo(n, "captured")
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, answers, registry>>

Captured(n) ==
    /\ Is(n, {"captured"})
    /\ Ends(n, "succeeded")
    /\ UNCHANGED <<live, hold, holder, intent, wire, answers, registry, payment>>

Release(n) ==
    /\ At(n, "undo")
    /\ payment' = [payment EXCEPT ![node[n].w] = IF @ = "reserved" THEN "released" ELSE @]
    /\ GoesTo(n, "released")
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, answers, registry>>

(* The end of a failure: one transaction. *)
Released(n) ==
    /\ Is(n, {"released"})
    /\ Ends(n, "failed")
    /\ live' = [live EXCEPT ![node[n].w] = FALSE]
    /\ hold' = [hold EXCEPT ![node[n].w] = "voided"]
    /\ UNCHANGED <<holder, intent, wire, answers, registry, payment>>

-----------------------------------------------------------------------------
(* The create: intent, command, answer, and the reading of the registry where there was none. *)

Begin(n) ==
    /\ At(n, "create")
    /\ node' = [node EXCEPT
            ![n].at = IF InDoubt(node[n].w) # {} THEN "read" ELSE "send",
            ![n].waits = UnderWay(node[n].w) # {}]
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, answers, registry, payment>>

OpenIntent(n) ==
    /\ Is(n, {"send"})
    /\ MayWrite(n)
    /\ LET w == node[n].w
           k == Cardinality(Made(w)) + 1 IN
        /\ k \in Attempts
        /\ intent' = [intent EXCEPT ![w][k] = "doubt"]
        /\ node' = [node EXCEPT ![n].at = "intended", ![n].k = k]
    /\ UNCHANGED <<step, live, hold, holder, leased, wire, answers, registry, payment>>

Send(n) ==
    /\ Is(n, {"intended"})
    /\ IF MayAct(n)
       THEN wire' = wire \cup {Awaited(n)} /\ GoesTo(n, "sent")
       ELSE GoesTo(n, "unsent") /\ UNCHANGED wire
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, answers, registry, payment>>

(* An answer that nobody waits for any more is nothing. *)
Says(c, what) ==
    IF \E n \in Nodes : Is(n, {"sent"}) /\ Awaited(n) = c
    THEN answers' = answers \cup {[c |-> c, says |-> what]}
    ELSE UNCHANGED answers

(* It arrives, however late; it may be refused for itself, and then changes nothing. *)
Arrives(c) ==
    /\ wire' = wire \ {c}
    /\ \/ registry = Nobody /\ registry' = c.w /\ Says(c, "done")
       \/ registry # Nobody /\ UNCHANGED registry /\ Says(c, "exists")
       \/ UNCHANGED registry /\ Says(c, "refused")
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, node, payment>>

Lost(c) ==
    /\ wire' = wire \ {c}
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, node, answers, registry, payment>>

Hears(n) ==
    /\ Is(n, {"sent"})
    /\ \E a \in answers :
        /\ a.c = Awaited(n)
        /\ GoesTo(n, a.says)
        /\ answers' = answers \ {a}
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, registry, payment>>

HearsNothing(n) ==
    /\ Is(n, {"sent"})
    /\ GoesTo(n, "unheard")
    /\ answers' = {a \in answers : a.c # Awaited(n)}
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, registry, payment>>

Settled(n) == intent' = [intent EXCEPT ![node[n].w][node[n].k] = "settled"]

(* What was heard is written down before anything is made of it. *)
WriteRefused(n) ==
    /\ Is(n, {"refused", "exists"})
    /\ MayWrite(n)
    /\ Settled(n)
    /\ GoesTo(n, IF node[n].at = "exists" THEN "read last" ELSE "judge")
    /\ UNCHANGED <<step, live, hold, holder, leased, wire, answers, registry, payment>>

WriteUnsent(n) ==
    /\ Is(n, {"unsent"})
    /\ MayWrite(n)
    /\ Settled(n)
    /\ GoesBack(n)
    /\ UNCHANGED <<step, live, hold, holder, leased, wire, answers, registry, payment>>

(* Unheard stays in doubt. *)
WriteUnknown(n) ==
    /\ Is(n, {"unheard"})
    /\ MayWrite(n)
    /\ IF ReadsBeforeFailing
       THEN GoesBack(n) /\ UNCHANGED step
       ELSE Moves(n, "undo")
    /\ UNCHANGED <<live, hold, holder, leased, intent, wire, answers, registry, payment>>

(* A refusal of our own create decides, once no earlier one can still come through: as of the beginning of this run of *)
(* the step, for one that grew old since then may have come through after the registry was read.                       *)
Judge(n) ==
    /\ Is(n, {"judge"})
    /\ IF WaitsOut /\ IF ReadsAfterWaiting THEN node[n].waits ELSE UnderWay(node[n].w) # {}
       THEN GoesBack(n) /\ UNCHANGED step
       ELSE Moves(n, "undo")
    /\ UNCHANGED <<live, hold, holder, leased, intent, wire, answers, registry, payment>>

(* info: what it says may be otherwise by the time that it is acted upon. *)
Read(n) ==
    /\ Is(n, {"read", "read last"})
    /\ GoesTo(n,
            IF registry = node[n].w THEN "ours"
            ELSE IF registry # Nobody THEN "anothers"
            ELSE IF node[n].at = "read last" THEN "absent"
            ELSE IF AbsenceIsNoProof THEN "send"
            ELSE "anothers")
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, answers, registry, payment>>

(* It exists, and info does not know it: another time. *)
Absent(n) ==
    /\ Is(n, {"absent"})
    /\ GoesBack(n)
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, wire, answers, registry, payment>>

NotAvailable(n) ==
    /\ Is(n, {"anothers"})
    /\ Moves(n, "undo")
    /\ UNCHANGED <<live, hold, holder, leased, intent, wire, answers, registry, payment>>

(* The success: fact, settlement and posting are one transaction. *)
Registered(n) ==
    /\ Is(n, {"done", "ours"})
    /\ Moves(n, "capture")
    /\ hold' = [hold EXCEPT ![node[n].w] = "posted"]
    /\ intent' = [intent EXCEPT ![node[n].w] = [k \in Attempts |-> IF @[k] = "none" THEN "none" ELSE "settled"]]
    /\ UNCHANGED <<live, holder, leased, wire, answers, registry, payment>>

(* The longest lease and the longest command are over. *)
GrowsOld(w, k) ==
    /\ intent[w][k] = "doubt"
    /\ [w |-> w, k |-> k] \notin wire
    /\ ~\E n \in Nodes :
            Is(n, {"intended"}) /\ Awaited(n) = [w |-> w, k |-> k] /\ holder[w] = n /\ leased[w]
    /\ intent' = [intent EXCEPT ![w][k] = "old"]
    /\ UNCHANGED <<step, live, hold, holder, leased, node, wire, answers, registry, payment>>

RivalTakes ==
    /\ registry = Nobody
    /\ registry' = Rival
    /\ UNCHANGED <<step, live, hold, holder, leased, intent, node, wire, answers, payment>>

-----------------------------------------------------------------------------

Next ==
    \/ RivalTakes
    \/ \E w \in Workflows : Accept(w) \/ Lapse(w)
    \/ \E w \in Workflows, k \in Attempts : GrowsOld(w, k)
    \/ \E c \in wire : Arrives(c) \/ Lost(c)
    \/ \E n \in Nodes :
        \/ \E w \in Workflows : Claim(n, w)
        \/ Crash(n)
        \/ Authorise(n) \/ Authorised(n) \/ Begin(n) \/ OpenIntent(n) \/ Send(n)
        \/ Hears(n) \/ HearsNothing(n)
        \/ WriteRefused(n) \/ WriteUnsent(n) \/ WriteUnknown(n) \/ Judge(n)
        \/ Read(n) \/ Absent(n) \/ NotAvailable(n) \/ Registered(n)
        \/ Capture(n) \/ Captured(n) \/ Release(n) \/ Released(n)

Spec == Init /\ [][Next]_vars

(* Nodes and workflows are alike. *)
Alike == Permutations(Nodes) \cup Permutations(Workflows)

-----------------------------------------------------------------------------
(* The rules. *)

OneReservation == Cardinality({w \in Workflows : live[w]}) <= 1

NeverFailedWhileTheRegistryHoldsIt ==
    \A w \in Workflows : step[w] = "failed" => registry # w

RegistryHoldsWhatSucceeded ==
    \A w \in Workflows : step[w] \in {"capture", "succeeded"} => registry = w

OpenHasItsHold ==
    \A w \in Workflows : Open(w) => hold[w] = IF step[w] = "capture" THEN "posted" ELSE "held"

LedgerTellsTheOutcome ==
    \A w \in Workflows :
        /\ step[w] = "succeeded" => hold[w] = "posted"
        /\ step[w] = "failed" => hold[w] \in {"voided", "none"}

CapturedAtMostOnce == \A w \in Workflows : payment[w] # "taken twice"

FailedIsNotCharged == \A w \in Workflows : step[w] = "failed" => payment[w] # "taken"

TakenOnlyIfSold == \A w \in Workflows : payment[w] = "taken" => hold[w] = "posted"

SuccessIsPaid == \A w \in Workflows : step[w] = "succeeded" => payment[w] = "taken"
=============================================================================
