#pragma once
#include "app/clicommand.h"
#include "app/taskstore.h"

namespace bakferry {

/// `bakferry-cli audit …`: prints the audit log of a store, or checks that nobody changed it. Only looks, so it works beside a
/// running window.
class CliAudit : public CliTask
{
    Q_OBJECT

public:
    CliAudit(CliRequest request, CliOutput& output);
    void start() override;
    void stop() override;

private:
    void begin();
    void printFrom(qint64 number);
    void print(const AuditEntry& entry);
    void tell(const AuditVerdict& verdict);
    void giveUp(const Error& error);
    void close(int exitStatus);

    TaskStore m_store;
    int m_exitStatus = 0;
    bool m_isClosing = false;
};

} // namespace bakferry
