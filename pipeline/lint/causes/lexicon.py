"""Words by which a cause shows whether it names a condition: words in classes.

In: a lower-case word. Out: the classes it is in.
"""

from functools import cache

CLASSES = {
    "NEG": """
        no not never none nobody nothing neither nor cannot can't isn't aren't wasn't weren't don't doesn't didn't hasn't
        haven't hadn't won't wouldn't couldn't shouldn't without nowhere no-one
    """,
    "LACK": """
        lack lacks lacked lacking missing absence absent insufficient insufficiently inadequate inadequately unclear
        unmonitored untested undocumented unowned unlabelled unreviewed unprotected unbounded unlimited unchecked
        unvalidated unaware unable incomplete outdated stale weak poor poorly limited gap gaps shortage thin ambiguous
        conflicting contradictory confusing misleading brittle fragile unsafe implicit informal ad-hoc undefined unknown
        unspecified unset unrestricted unenforced optional optionally silent silently invisible hidden unnoticed undetected
        unseen disabled neglected understaffed overloaded shallow nobody's noisy hardcoded improper improperly overly too
        blind
    """,
    "CTRL": """
        test tests tested testing untested alert alerts alerting alarm alarms monitor monitored monitors monitoring
        validations verification review reviews reviewed reviewer reviewers staging canary canaries backoff guard guards
        guardrail guardrails rail rails safeguard safeguards runbook runbooks playbook playbooks procedure procedures policy
        policies documentation documented docs owner owners owned ownership owns training trained rota rotation escalation
        handover checklist checklists approval approvals approve dashboard dashboards threshold thresholds rollback
        rollbacks redundancy redundant fallback isolation segmentation throttle throttling limiter bulkhead healthcheck
        confirmation warn warns audit audits inventory linter ci suite coverage fuzzing simulation drill drills exercise
        exercises rehearsed rehearsal exercised staged rollout safety guideline guidelines guidance reminder reminders
        visibility observability calendar inspection inspected mfa versioning peer knowledge headroom sandbox dry-run undo
        protection communication qa slo sla reconciled reconciliation measured graphed counted enforced enforce enforces
        smoketesting automation automated tooling least-privilege
    """,
    "MECH": """
        lock locks process processes document documents record recorded log logged logging access permission permissions
        rights privilege privileges schema contract contracts probe probes plan plans schedule bound bounds capacity cap
        capped limit limits limited quota quotas timeout timeouts failover restore restores integration channel channels
        specification spec constraint constraints measure measures notification notifications notify warning warnings prompt
        confirm confirms gate gates lint backup backups priority spare pair dry tracking tracks tracked validate validates
        validated validation verify verified verifies check checks checked checking automatic automatically standard
        standards convention smoke protected metric metrics breaker breakers
    """,
    "TECH": """
        client clients server servers library function method parser driver wrapper node nodes pod pods request requests
        response responses connection connections socket sockets thread threads worker workers memory heap query queries row
        rows column columns table tables code version versions kernel token tokens header headers cache caches file files
        disk disks port ports buffer packet packets message messages queue broker cluster proxy balancer router switch route
        dns record host hosts hostname address addresses ip key keys value values id ids integer string json query-string
        object objects list field format encoding exception job jobs index shard replica replicas primary transaction
        transactions block blocks firmware controller container containers image images module plugin package packages
        endpoint url redirect cookie session sessions api sdk gem release build branch commit tag cpu io volume partition
        bucket certificate interface sensor relay valve pump cable feed breaker
    """,
    "KNOW": """
        knowledge understanding aware awareness know knew known expect expected assume assumed believed thought familiar
        experience expertise documented described guidance trained learned told informed communicated announced agreed
        decided decide
    """,
    "SEEN": """
        notice noticed notices noticing unnoticed unseen invisible visible visibility hidden hides hid detect detected
        detection discover discovered catch catches caught spot spotted delayed delay slow slowed prolonged longer late
        learned reported reports blind drown drowned drowning noise noisy ignored customers earlier sooner surfaced reveal
        revealed masked masks hiding
    """,
    "HAND": """
        hand manual manually memory spreadsheet spreadsheets email mail copy-paste informally ad-hoc wiki oral mailbox chat
        phone shared personal verbally
    """,
    "ALL": """
        all every each any anyone everyone everything always only alone single one same both whole whichever whatever entire
    """,
    "WHO": """
        nobody anyone someone team teams engineer engineers operator operators people person reviewers owner staff we
        developers maintainers users admins admin colleague contractor technician vendor leadership management
    """,
    "SO": """
        so because since as hence therefore thus which meaning due although though while yet but and leaving making whereas
        until despite even unless
    """,
    "HAVE": """
        is are has have does do allows allow lets let accepts accept relies rely depends depend lacks lack needs need treats
        treat runs run lives live shares share covers cover goes go uses use requires require stays stay keeps keep shows
        show assumes assume falls trusts trust ignores ignore reads read sends send takes take remains remain can may must
        cannot tells tell gives give fires fire holds hold sits sit works
    """,
    "HAD": """
        was were had did got went became came made took ran gave began left held kept sent caused led resulted triggered
        failed broke crashed stopped started hit filled exceeded expired ended returned pushed deployed deleted removed
        changed dropped overwrote could
    """,
    "TEMP": """
        when after during while at on once then until before following today yesterday suddenly morning night evening
    """,
    "FAULT": """
        bug bugs typo error errors failure failures fault crash crashed leak deadlock race overflow corruption corrupt
        regression outage spike surge traffic load exception expired expiry misconfiguration misconfigured misconfig mistake
        wrong incorrect incorrectly bad broken faulty malformed mistyped accidentally accidental duplicate mismatch
        exhausted full down flap loop defect glitch attack human slip
    """,
    "OPEN": """
        process culture design architecture practice incentive incentives pressure deadline deadlines targets workload
        staffing understanding awareness responsibility assumption assumptions expectation dependency dependencies coupling
    """,
}  # fmt: skip


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Word -> the classes it is in, in the order above."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in CLASSES.items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), name)
    return found
