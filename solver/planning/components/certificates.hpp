// Certificates: clean energy that a contract buys without the power. Column u_t costs the price and counts in the
// annual matching; of hourly ones 0 ≤ u_t ≤ L a_t in the contract's balance, of annual ones Σ h u ≤ L, shared over the
// hours.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;

struct CertificateColumns {
    std::vector<Column> bought;  // by certificate
};

void add_certificates(ChainAssembly& chain);
bool counts_without_power(const model::Study& study);                         // virtual agreements or certificates
void read_certificates(const ChainReading& reading, YearDispatch& dispatch);  // and what virtual agreements count

}  // namespace decawatt::planning
