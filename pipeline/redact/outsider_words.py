"""Words that tell a person from a company or a desk: data for `outsiders`."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOT_A_PERSON = _words(
    """
    ab ag airlines airways alert alerts analytics and api app apps as asa assurance auto automotive aviation bank banking
    beverages billing bookings booking bot brands broadcasting brothers buchhaltung builders bv cafe capital care cargo
    carrier carriers cars center central centre chain chat chemicals city client cloud club clinic co coffee cold collective
    college commerce community company compliance comptabilite construction consulting contact control coop corp corporation
    council county courier credit customer customers dairy data delivery department dept desk dev devices digital direct
    dispatch distribution docks education electric electronics email energy engineering enterprise enterprises entertainment
    events exports express facilities farm farms fashion federal finance financial fleet flights foods forwarding foundation
    freight fresh fruits furniture games gaming gas global gmbh goods government group grocers grocery health healthcare
    help helpdesk holding holdings home homes hospital hotel hotels house hq hub import imports inc industries info
    information institute insurance integration international internet investments invoicing it jsc kft kg lab labs
    laboratory learning legal library limited line lines llc llp logistics logistik logistica logistique ltd ltda machines
    mail mailer management manager manufacturing marine maritime market marketing markets marketplace materials media
    medical merchant messaging metals mobile mobility monitoring motors museum music network networks news no-reply
    nonprofit noreply nv office online operations operator ops optics oy oyj partner partners payments pharma pharmacy
    platform plc port portal ports power press print produce product production products properties pty publishing
    purchasing rail railway realty reception records recruiting recycling rechnungswesen rental rentals reporting research
    resort restaurant retail reply robotics rsc sa sales sarl sas sca school schools science sciences seafood seafoods
    security service services shipping shop shops society software solar solutions sons spa specialists sport sports square
    srl staff station status steel store stores studio studios supplies supply support system systems team tech technical
    technologies technology telecom telecommunications textile textiles tickets tours trade trading traffic training transit
    transport transportation transports travel treasury trucking trust tv university user users utilities vendor vendors
    ventures video vision warehouse warehousing water web wholesale wines wireless works workshop world yachts zentrale
    accounts accounting account payroll procurement logistiek expeditie verkoop inkoop versand einkauf vertrieb kundendienst
    soporte ventas administracion contabilidad facturacion facturation achats assistance servizio clienti amministrazione
    """
)

GIVEN_NAMES = _words(
    """
    aaron abdul abdullah abigail adaeze adam adebayo aditi aditya adrian adriana agnes ahmed aino aisha akiko akira alan
    albert alejandra alejandrina alejandro aleksander aleksandra alessandra alessandro alex alexander alexandra alexandre
    alexei alfonso alfred ali alice alicia alina ama amadou amalia amanda amara amelia amina amir amit amy ana anastasia
    anders andre andrea andreas andrei andres andrew andrzej aneta angela anil anita anja anjali anke ankit anna anne
    anneliese annemarie annette annika anouk anthony antje antoine anton antonio arash ariel arjun arnaud arne arthur arvid
    asha asif aslaug astou astrid audrey ayesha babak balazs barbara bart beata beatrice beatriz bengt benjamin bente
    bernadette bernard bernd bhavna bilal birgit biruk bjorn bogdan bojan boris branko brenda brian bridget britta bronwyn
    bruno caitlin camille carla carlo carlos carlotta carmela carmen caroline catherine cecilia cedric celine cemal charles
    charlotte chen chiamaka chiara chidi chioma chris christina christine christophe christopher cillian claire clara
    claudia clemens colin concepcion constance consuelo cornelia craig cristina daan dagmar dagny damien daniel daniela
    danielle daphne daria darius dariusz david deborah deepa deepak deirdre delphine denise dennis derek diana dieter
    dieudonne dilip dimitri dimitris dinesh dirk dmitri dolores dominik dominika donald dorota dorothy dragan ebba edith
    eduard eduardo edward edwin eirik ekaterina eleanor elena elias elif elin elisabeth eliza elizabeth elke ella ellen
    ellie emeka emil emily emma emmanuel emre enrique enzo eric erik erika erin erwin esmeralda esteban estelle esther
    eugene eva evelyn ewa fabian farah farid fatima fatma fatou federico felix femke fenna fernanda fernande fernando ferran
    filip fiona florian folasade francesca francesco francis francois frederic frederik fredrik freya frida frieda friedrich
    gabriel gabriela gary gaurav geert geoffrey georg george gerard gerda gerhard gertrud gianni gilles giorgio giovanni
    gisela giulia giuseppe gloria gonul gonzalo goran gordon graham greg gregory greta grzegorz gudrun guido guillaume
    gunnar gustav gwen habib hamid hannah hannelore hans harald harriet harry harsh haruka haruto hassan heidi heike heiko
    heinrich helen helena helene helga hendrik hendrika henri henrik henry herbert hilde hildegard hiroko hiroshi hisham
    horst howard hugo hussein hyun ian ibrahim ignacio igor ilias ilona ilse imogen imran indira ines inga ingeborg ingrid
    irene irfan irina isaac isabel isabella isabelle isla ismail istvan ivan ivana ivo jaap jacob jacqueline jadwiga jagdish
    jakob jakub jamal james jan jane janek janet janine janusz jarek jaroslav jason jasper javier jeanne jeff jeffrey jelena
    jennifer jens jeremy jeroen jerome jessica jesus jiri jitka joan joana joanna joanne joao joaquin jochen joel johan
    johannes john johnson jonas jonathan joost jorge jorgen josef joseph joyce jozef juan juana judith julia julian julien
    juliette julius jurgen jutta kai kaito kamal karen karim karin karina karl karolina karsten kasia kaspar katarina
    katarzyna kate katerina katherine kathleen kathryn katja katrin kavita kazuo kees keiko keith kelly kemal kenji kenneth
    kenta kerstin kevin khadija khaled kiran kirsten kjell klara klaus koen kofi konrad kristian kristin kristina kristof
    krzysztof kumar kwabena kwame kyoko laila lakshmi lars laszlo latifa laura lauren laurent lavinia layla lea leif leila
    lena leo leon leonardo leonie leopold leticia liam lidia liesbeth liisa lijun lilian lina linda lindsay linnea lisa liv
    ljubica lorena lorenzo lorna lothar lotte louise luca lucas lucia luciana lucie lucy ludovic ludwig luigi luis luisa
    lukas lukasz lutz lydia maaike maarten mads maeve magda magdalena magnus mahmoud mairead malik malte mamadou manfred
    manish manuel manuela marc marcel marcelo marcin marco marcus marek margaret margarita margot maria mariam mariana
    marianna marianne marie marija mario marion marisol marit mariusz markus marlene marlies marloes marta marten martha
    marthe martina mary mateo mateusz mathieu mathilde matilda matilde mats matteo matthew matthias maurice mauricio
    maximilian maya mayumi meera mehmet mei melanie melissa mercedes meryem mette michael michal michel michele michelle
    miguel miguelina mihai mikael mikhail milena milos mirela miriam mirjam mirko mitsuko mohamed mohammed mohan monica
    monika monique monja moritz morten muhammad mukesh mustafa nabil nadia nadine nanami naoko naomi natalia natalie natasha
    nathalie nathan naveen neha neil nestor ngozi nguyen niamh nicholas nicola nicolai nicolas nicole niels nikhil nikolai
    nikos nils nina noah noemi noor nora norbert noriko nuno obinna odile oksana olaf ole oleg olena olga oliver olivia
    olivier oluwaseun omar onur orla oscar osman ottilie otto pablo padma palle paola paolo parisa parvati pascal patrice
    patricia patrick patrik pauline paulo pavel pawel pedro pedros pelle petar peter petra petros philip philipp philippa
    philippe pia pierre piet pieter pieternel pilar piotr pooja pradeep prakash pranav preeti priya priyanka przemek quentin
    rachel rafael rafaela ragnhild rahul raisa raj rajesh rajiv ralf ralph ramesh ramon rania raphael rashid ratna raul ravi
    raymond rebecca reiko reinhard reinhold renata renate rene renske reza ricardo riccardo richard rita robert roberta
    roberto rodrigo roger rohan rohit roisin roland rolando rolf romain ronald rosa rosalie rosalind rosario rosemarie rui
    rukhsana ruslan rutger ruth ryan ryoko sabine sabrina sachin sadia saeed said sakura salim salma samantha samir samuel
    sandeep sandra sanjay sanne sapna sara sarah saskia satish satoshi scott seamus sebastian seema selina selma senthil
    serge sergei sergio shabnam shahid shanice shannon shanti sharon sheila shinji shira shirley shreya siddharth sigmund
    signe sigrid silke silvia simon simona simone sindre sinead siobhan sofia sofie solveig sonia sonja sophie soren
    stanislav stefan stefania stefano steffen steinar stephan stephane stephanie stephen steve steven stig stine sunil
    sunita sunyoung suresh susan susana susanne suzanne svein sven svetlana swati sybille sylvia sylvie szymon taavi tadeusz
    takashi takumi tamara tamas tanja tanvi tapio tariq tatiana tatjana tecla tendai terence teresa teun thandiwe thea theo
    theodora theresa thibault thierry thijs thomas thorsten thulani tiago tiina timur tobias tomas tomasz tomoko torben
    toril tove tristan trond tuomas tuva udo ueli ulf ulla ulrich ulrike ursula usha uwe valentina valeria valerie valerio
    vanessa varun veerle vera veronica veronika vesna vibeke victorine vidya vikram viktor vilma vinay vincent virginie
    viveka vladimir vladislav vojtech walter waltraud wambui wanda wenche werner wiebke wietse wilhelm willem william wilma
    wim wojciech wolfgang xavier ximena yael yan yann yannick yara yasmin yasuko yetunde yiannis yolanda yolande yosef
    yoshiko youssef yuka yuki yuko yulia yuri yusuf yves yvette yvonne zainab zainal zaneta zdenek zeynep zlatan zoe zofia
    zoran zsofia
    """
)
"""Given names that are no common English word; enough to tell "customer Maria" from "customer Acme" in many languages."""

DESKS = _words(
    """
    support sales legal security sre ops finance marketing product engineering platform network hr it qa infra
    """
)
"""Our own departments: "Maria from Support" is a colleague."""

OPENERS = _words(
    """
    a an and any are as at be but by can do does dear everyone from go good great hello hey hi how i if important in is it
    just no not note of ok on our please re so sorry system that the there they this to we what when where who why will with
    yes you your all best many monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december utc cet gmt est pst error failed warning info fatal sev urgent
    priority none unknown n/a tbd
    """
)
"""Capitalized words that open a sentence or a line and are no name."""
